import { once } from 'node:events'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { applySchema } from '../../../server/db/write.ts'
import { spawnCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { bigWorld } from '../../worlds/big.ts'
import { smallWorld } from '../../worlds/small.ts'

// The commands as processes: what only a process can show. Options and messages are tested in process.
let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const count = async (label: string): Promise<number> => {
  const { records } = await driver.executeQuery('MATCH (n:$($label)) RETURN count(n) AS n', { label })
  return Number(records[0]?.get('n'))
}

describe('a command as a process', () => {
  test('every command finishes its work without a stack trace when its reader closes the pipe early', async () => {
    const folder = await smallWorld()
    const out = join(folder, 'export')
    for (const [name, ...argv] of [
      ['load', '--help'],
      ['load', folder],
      ['export', '--out', out],
      ['digest'],
    ] as const) {
      const child = spawnCommand(name, argv)
      child.stdout.destroy()
      let err = ''
      child.stderr.on('data', text => {
        err += text
      })
      const [code] = await once(child, 'close')
      expect([code, err]).toEqual([0, expect.not.stringMatching(/EPIPE|at /)])
    }
    expect(await count('Claim')).toBe(15)
    expect(await readFile(join(out, 'claims.csv'), 'utf8')).toMatch(/^person,/)
  })

  test('load finishes its work when its reader closes standard output and standard error', async () => {
    const child = spawnCommand('load', [await smallWorld()])
    child.stdout.destroy()
    child.stderr.destroy()
    expect(await once(child, 'close')).toEqual([0, null])
    expect(await count('Claim')).toBe(15)
  })

  test('every command exits with 2 for an unknown option', async () => {
    const names = ['load', 'export', 'digest', 'mirror', 'layout', 'backup', 'restore'] as const
    const codes = names.map(async name => (await once(spawnCommand(name, ['--fast']), 'close'))[0])
    expect(await Promise.all(codes)).toEqual(names.map(() => 2))
  })

  test('load writes nothing when Ctrl-C comes while it reads files', async () => {
    const folder = await bigWorld({ people: 25_000, organisations: 100, claims: 100_000 })
    const child = spawnCommand('load', [folder])
    await once(child.stderr, 'data')
    child.kill('SIGINT')
    await once(child, 'exit')
    expect(await count('Person')).toBe(0)
  })

  test('export leaves no file behind after Ctrl-C and exits with 130', async () => {
    await applySchema(driver)
    await driver.executeQuery("UNWIND range(1, 40000) AS n CREATE (:Person {id: 'p' + n, name: 'P', aliases: []})")
    const out = join(await mkdtemp(join(tmpdir(), 'export-')), 'out')
    const child = spawnCommand('export', ['--out', out])
    let err = ''
    // Once: a second Ctrl-C ends it without a word.
    child.stderr.once('data', () => child.kill('SIGINT'))
    child.stderr.on('data', chunk => {
      err += chunk
    })
    const [code] = await once(child, 'exit')
    expect([code, err]).toEqual([130, expect.stringMatching(/exporting [\s\S]*Stopped; nothing was written/)])
    expect(await readdir(join(out, '..'))).toEqual([])
  })
})
