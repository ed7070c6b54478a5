import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { Home } from '../../../server/neo4j/home.ts'
import { thisProcess } from '../../../server/neo4j/process.ts'
import { temporaryFolder } from './fake-programs.ts'

let home: Home
beforeEach(() => {
  home = new Home(join(temporaryFolder(), 'home'))
  home.create()
})

test('the password is made once, is long, begins no option, and only the owner can read it', () => {
  const password = home.ensurePassword()
  expect(password).toMatch(/^[0-9a-f]{36}$/)
  expect(new Home(home.path).ensurePassword()).toBe(password)
  expect(statSync(home.passwordFile).mode & 0o777).toBe(0o600)
  expect(statSync(home.path).mode & 0o777).toBe(0o700)
})

test('a process that opened it twice uses it until it has given back both', () => {
  const [one, two] = [home.lease(), home.lease()]
  expect(home.users()).toEqual([thisProcess(), thisProcess()])
  home.drop(one)
  expect(home.users()).toEqual([thisProcess()])
  home.drop(two)
  expect(home.users()).toEqual([])
})

test('leases of processes that died, or whose pid another one has by now, are swept', () => {
  writeFileSync(home.file('leases/1-a'), JSON.stringify({ pid: 2 ** 22 + 1, began: 'long ago' }))
  writeFileSync(home.file('leases/1-b'), JSON.stringify({ pid: process.pid, began: 'before the boot' }))
  expect(home.users()).toEqual([])
  expect(readdirSync(home.file('leases'))).toEqual([])
})
