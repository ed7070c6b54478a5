import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Lock } from '../../../server/launcher/lock.ts'
import { thisProcess } from '../../../server/launcher/process-identity.ts'
import { compiledProgram } from '../../setup/compiled.ts'
import { temporaryFolder } from './fake-programs.ts'

const lockFile = () => join(temporaryFolder(), 'lock')
const dead = JSON.stringify({ pid: 2 ** 22 + 1, began: 'long ago', token: 'gone' })

test('a lock is not given to another holder until it is released', () => {
  const file = lockFile()
  const [first, second] = [new Lock(file), new Lock(file)]
  expect(first.tryAcquire()).toBe(true)
  expect(second.tryAcquire()).toBe(false)
  second.release()
  expect(second.tryAcquire()).toBe(false)
  first.release()
  expect(second.tryAcquire()).toBe(true)
})

test('a lock whose holder is dead is taken over', () => {
  const file = lockFile()
  writeFileSync(file, dead)
  expect(new Lock(file).tryAcquire()).toBe(true)
})

test('a lock whose holder’s pid now belongs to another process is taken over', () => {
  const file = lockFile()
  writeFileSync(file, JSON.stringify({ ...thisProcess(), began: 'before the boot', token: 'gone' }))
  expect(new Lock(file).tryAcquire()).toBe(true)
})

test('processes that contend for the lock of a dead holder never hold it together', async () => {
  const file = lockFile()
  const counter = `${file}.count`
  writeFileSync(file, dead)
  writeFileSync(counter, '0')
  const [processes, rounds] = [4, 15]
  const codes = await Promise.all(
    Array.from({ length: processes }, () => {
      const child = spawn(process.execPath, [compiledProgram('count-under-lock'), file, counter, String(rounds)], {
        stdio: 'inherit',
      })
      return new Promise(resolve => child.on('exit', resolve))
    }),
  )
  expect(codes).toEqual([0, 0, 0, 0])
  expect(readFileSync(counter, 'utf8')).toBe(String(processes * rounds))
  expect(existsSync(file)).toBe(false)
})
