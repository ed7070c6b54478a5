import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { expect } from 'vitest'
import type { Home } from '../../../server/launcher/home.ts'
import { reaches } from './reaches.ts'

/** Expects the password only in its file, which only its owner can read, and in no process argument, variable, log or other file. */
export function expectPasswordHidden(home: Home, pid: number, password: string): void {
  if (process.platform === 'linux') {
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(password)
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain(password)
  }
  for (const name of readdirSync(home.file('logs')))
    expect(readFileSync(home.file('logs', name), 'utf8')).not.toContain(password)
  expect(existsSync(home.file('set-password.args'))).toBe(false)
  expect(statSync(home.passwordFile).mode & 0o777).toBe(0o600)
}

/** Expects that a server listens on the loopback address and on no other of this machine. */
export async function expectLoopbackOnly(uri: string): Promise<void> {
  const port = Number(new URL(uri).port)
  const outer = Object.values(networkInterfaces())
    .flat()
    .flatMap(one => (one && !one.internal && one.family === 'IPv4' ? [one.address] : []))
  expect(await reaches('127.0.0.1', port)).toBe(true)
  for (const address of outer) expect(await reaches(address, port)).toBe(false)
}
