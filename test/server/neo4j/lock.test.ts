import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Lock } from '../../../server/neo4j/lock.ts'
import { thisProcess } from '../../../server/neo4j/process.ts'
import { temporaryFolder } from './fake-programs.ts'

const lockFile = () => join(temporaryFolder(), 'lock')
const dead = JSON.stringify({ pid: 2 ** 22 + 1, began: 'long ago', token: 'gone' })

test('a lock that somebody holds is not given again until it is released', () => {
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

test('a lock whose holder has the pid of another process by now is taken over', () => {
  const file = lockFile()
  writeFileSync(file, JSON.stringify({ ...thisProcess(), began: 'before the boot', token: 'gone' }))
  expect(new Lock(file).tryAcquire()).toBe(true)
})

test('processes that contend for a dead lock never hold it together', async () => {
  const file = lockFile()
  const counter = `${file}.count`
  writeFileSync(file, dead)
  writeFileSync(counter, '0')
  const [processes, rounds] = [4, 15]
  const script = fileURLToPath(new URL('count-under-lock.ts', import.meta.url))
  const codes = await Promise.all(
    Array.from({ length: processes }, () => {
      const child = spawn(process.execPath, ['--import', 'tsx', script, file, counter, String(rounds)], {
        stdio: 'inherit',
      })
      return new Promise(resolve => child.on('exit', resolve))
    }),
  )
  expect(codes).toEqual([0, 0, 0, 0])
  expect(readFileSync(counter, 'utf8')).toBe(String(processes * rounds))
  expect(existsSync(file)).toBe(false)
}, 60_000)
