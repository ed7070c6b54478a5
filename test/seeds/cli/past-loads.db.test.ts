import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { runDigest } from '../../../seeds/cli/digest-command.ts'
import { runLoad } from '../../../seeds/cli/load-command.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { runCommand } from '../../setup/commands.ts'
import { wipe } from '../../setup/database.ts'
import { smallWorld, writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const run = (...args: string[]) => runCommand(runLoad, ...args)
const sha = async () => JSON.parse((await runCommand(runDigest, '--json')).out).sha256

test('load --list shows each load with its files, options and changes, and --undo takes one back', async () => {
  expect((await run('--list')).out).toContain('no loads yet')
  const world = await smallWorld()
  expect((await run(world)).out).toContain('This was load 1; to undo it, run npm run load -- --undo 1.')
  const before = await sha()
  const more = await writeTables({
    'people.csv': 'id,name,note\nada,Ada of the Mill,a note\n',
    'claims.csv': 'person,organisation,event,on,source\nada,mill,left,2013,herald\n',
  })
  const dry = await run(more, '--dry-run', '--correct')
  expect(dry.out).toContain('person ada: name: "Ada Álvarez" becomes "Ada of the Mill"')
  expect(dry.out).toContain('person ada: aliases: "Ada Álvarez" added')
  expect(dry.out).toContain('person ada: note: "a note" added')
  await run(more, '--correct')
  const { out } = await run('--list')
  expect(out).toMatch(
    /^load 1, \d{4}-\d\d-\d\d \d\d:\d\d\n.*\n {2}claims: 15 added; people: 9 added; organisations: 4 added; sources: 2 added$/m,
  )
  expect(out).toMatch(new RegExp(`load 2, .*\n {2}${more} --correct\n {2}claims: 1 added; people: 1 changed`))
  expect((await run('--undo', '2', '--dry-run')).out).toContain('load 2 would be undone:\n  claims withdrawn: 1')
  const undone = await run('--undo', '2', '--json')
  expect(undone.code).toBe(0)
  expect(JSON.parse(undone.out)).toMatchObject({ number: 2, claims: 1, people: 0, restored: 0, kept: 0, needed: 0 })
  expect(await sha()).toBe(before)
  expect((await run('--list')).out).toMatch(/^load 2, .*, undone \d{4}/m)
})

test('load --undo explains why it refuses, and exits with 1 or 2', async () => {
  await run(await smallWorld())
  expect(await run('--undo', '7')).toMatchObject({ code: 1, err: expect.stringContaining('load 7 does not exist') })
  expect(await run('--undo', 'x')).toMatchObject({ code: 2, err: expect.stringContaining('"x" is not a number') })
  expect(await run('--undo', '1', 'people.csv')).toMatchObject({ code: 2 })
  expect(await run('--undo', '1', '--list')).toMatchObject({ code: 2 })
  await run(await writeTables({ 'claims.csv': 'person,organisation,event,on,source\nada,mill,left,2013,herald\n' }))
  const needed = await run('--undo', '1')
  expect(needed).toMatchObject({ code: 1, out: '' })
  expect(needed.err).toMatch(/person ada \(Ada Álvarez\): needed by 1 claim of other loads[\s\S]*add --yes/)
  expect((await run('--undo', '1', '--yes')).out).toContain('kept, because other loads need them: 3')
})

test('load --replace that would withdraw most of a source exits with 1 unless --yes is given', async () => {
  await run(await smallWorld())
  const file = await writeTables({ 'claims.csv': 'person,organisation,event,on,source\nada,mill,left,2013,gazette\n' })
  const before = await sha()
  const refused = await run(file, '--replace', 'gazette')
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/would withdraw \d+ of \d+ claims, because the files no longer contain them.*add --yes/)
  expect(await sha()).toBe(before)
  expect((await run(file, '--replace', 'gazette', '--yes')).code).toBe(0)
})
