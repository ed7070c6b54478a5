import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { Home } from '../../../server/launcher/home.ts'
import { thisProcess } from '../../../server/launcher/process-identity.ts'
import { temporaryFolder } from './fake-programs.ts'

let home: Home
beforeEach(() => {
  home = new Home(join(temporaryFolder(), 'home'))
  home.create()
})

test('the password is generated once, is long, cannot be taken for an option, and only its owner can read it', () => {
  const password = home.ensurePassword()
  expect(password).toMatch(/^[0-9a-f]{36}$/)
  expect(new Home(home.path).ensurePassword()).toBe(password)
  expect(statSync(home.passwordFile).mode & 0o777).toBe(0o600)
  expect(statSync(home.path).mode & 0o777).toBe(0o700)
})

test('a process with two leases counts as a user until it has dropped both', () => {
  const [one, two] = [home.lease(), home.lease()]
  expect(home.users()).toEqual([thisProcess(), thisProcess()])
  home.drop(one)
  expect(home.users()).toEqual([thisProcess()])
  home.drop(two)
  expect(home.users()).toEqual([])
})

test('leases of dead processes, and of processes whose pid was reused, are removed', () => {
  writeFileSync(home.file('leases/1-a'), JSON.stringify({ pid: 2 ** 22 + 1, began: 'long ago' }))
  writeFileSync(home.file('leases/1-b'), JSON.stringify({ pid: process.pid, began: 'before the boot' }))
  expect(home.users()).toEqual([])
  expect(readdirSync(home.file('leases'))).toEqual([])
})
