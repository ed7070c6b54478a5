import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { runLoad } from '../../../seeds/cli/load-command.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { runCommand } from '../../setup/commands.ts'
import { contentsOf, wipe } from '../../setup/database.ts'
import { smallTable, smallWorld, writeTables } from '../../worlds/small.ts'
import { writeFiles } from '../reading.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const run = (...args: string[]) => runCommand(runLoad, ...args)

describe('npm run load', () => {
  test('load prints what it added and exits with 0', async () => {
    const { code, out } = await run(await smallWorld(), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ people: { added: 9, changed: 0, unchanged: 0 } })
  })

  test('load names a fault, writes nothing and exits with 1', async () => {
    const { code, err } = await run(await smallWorld({ 'people.csv': 'id,name\nada,\n' }))
    expect(code).toBe(1)
    expect(err).toMatch(/people\.csv:2: name: is empty; give a name/)
    expect(err).toMatch(/nothing was written/)
    expect(await contentsOf(driver)).toEqual([])
  })

  test('load --dry-run prints what would change and writes nothing', async () => {
    const folder = await smallWorld()
    const { out } = await run(folder, '--dry-run', '--json')
    expect(await contentsOf(driver)).toEqual([])
    const { out: real } = await run(folder, '--json')
    expect(JSON.parse(out)).toEqual(JSON.parse(real))
    const before = await contentsOf(driver)
    const claims = 'person,organisation,event,on,source\nada,mill,left,2013,herald\n'
    const more = await run(await writeTables({ 'claims.csv': claims }), '--dry-run')
    expect(more.out).toMatch(
      /would be[\s\S]*claims +1 +0 +0[\s\S]*left +0 +1 +\d+[\s\S]*events newly disputed: 1\n {2}Nothing was written/,
    )
    expect(await contentsOf(driver)).toEqual(before)
  })

  test('load with a mapping reports how many rows made no claim, also with --json, with --dry-run and when nothing changed', async () => {
    const mapping = `sources: [{id: s, title: S}]
people: [{id: '{Name|slug}', name: '{Name}'}]
organisations: [{id: mill, name: Mill, type: company}]
claims: [{when: {Start: true}, person: '{Name|slug}', organisation: mill, event: joined, on: '{Start}', source: s}]
`
    const [map = '', file = ''] = await writeFiles({ 'm.yaml': mapping, 'a.csv': 'Name,Start\nAda,2001\nBen,\n' })
    const { out: dry } = await run('--map', map, file, '--dry-run')
    expect(dry).toContain('1 of 2 rows made no claim (no condition of `when` was met: 1)')
    const expected = { rows: 1, of: 2, reasons: { 'no condition of `when` was met': 1 }, alsoLeftOut: {} }
    for (const _ of ['first', 'second']) {
      const { out } = await run('--map', map, file, '--json')
      expect(JSON.parse(out).withoutClaim).toEqual(expected)
    }
    expect((await run(await smallWorld(), '--dry-run')).out).not.toContain('made no claim')
  })

  test('load --strict treats a warning as a fault', async () => {
    const folder = await smallWorld({ 'people.csv': smallTable('people.csv').replace('aliases', 'alias') })
    const { code, err } = await run(folder, '--strict')
    expect([code, err]).toEqual([1, expect.stringMatching(/people\.csv:1: alias: .*\n1 fault; nothing was written/)])
    expect(await contentsOf(driver)).toEqual([])
  })

  test('load refuses memberships that look like people, names the command to run instead, and writes nothing', async () => {
    const csv = 'name,start_date,end_date,council,id,party\nAda Mill,2012-11-07,2016-10-22,Mill Shire,ada,Greens\n'
    const folder = await writeTables({ 'local_councillors.csv': csv })
    const { code, err } = await run(`${folder}/local_councillors.csv`)
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(
        /has "start_date", "end_date" and "council", .* --map init \S+local_councillors\.csv > mapping\.yaml/,
      ),
    ])
    expect(await contentsOf(driver)).toEqual([])
  })

  test('load prints one line for faults of one kind, and each of them with --all-faults', async () => {
    const people = `id,name\n${Array.from({ length: 317 }, (_, at) => `p${at},\n`).join('')}`
    const folder = await smallWorld({ 'people.csv': people, 'claims.csv': '' })
    const { err } = await run(`${folder}/people.csv`)
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /people\.csv:2: name: is empty; give a name \(317 of this kind, first at \S+:2, \S+:3, \S+:4\)$/,
      ),
      'To print each on a separate line, add --all-faults.',
      '317 faults of one kind; nothing was written.',
    ])
    const all = await run(`${folder}/people.csv`, '--all-faults')
    expect(all.err.match(/name: is empty; give a name$/gm)).toHaveLength(317)
    expect(all.code).toBe(1)
  })

  test('load finds a person whose name has an invisible character in the file', async () => {
    const folder = await smallWorld({ 'people.csv': `${smallTable('people.csv')}sam,\u200bSam Zero\u200bWidth,\n` })
    const { code, err } = await run(folder)
    expect([code, err]).toEqual([0, expect.stringMatching(/holds the invisible character U\+200B/)])
    const { records } = await driver.executeQuery(
      "CALL db.index.fulltext.queryNodes('names', 'zerowidth') YIELD node RETURN node.name AS name",
    )
    expect(records.map(record => record.get('name'))).toEqual(['Sam ZeroWidth'])
  })

  test('load --dry-run names --source-title for a new source, once for a whole Popolo document', async () => {
    const person = (id: string) => ({ id, name: id.toUpperCase() })
    const membership = (id: string) => ({ person_id: id, organization_id: 'hall', start_date: '2010' })
    const document = {
      persons: ['ada', 'ben'].map(person),
      organizations: [{ id: 'hall', name: 'The Hall' }],
      memberships: ['ada', 'ben'].map(membership),
    }
    const file = `${await writeTables({ 'members.json': JSON.stringify(document, null, 2) })}/members.json`
    const without = await run(file, '--dry-run')
    expect(without.err).toMatch(/2 memberships have no source; give one with --source ID --source-title TEXT/)
    const unknown = await run(file, '--dry-run', '--source', 'm')
    expect(unknown.err).toBe(
      '--source: "m" is not a source in the files or in the database; add --source-title TEXT if it is a new one\n1 fault; nothing was written.\n',
    )
    expect((await run(file, '--dry-run', '--source', 'm', '--source-title', 'M')).code).toBe(0)
  })

  test('load names an unknown option and exits with 2', async () => {
    const { code, err } = await run('--fast')
    expect([code, err]).toEqual([2, expect.stringMatching(/--fast[\s\S]*--help/)])
  })

  test('load --help prints the usage and the exit codes', async () => {
    const { code, out } = await run('--help')
    expect([code, out]).toEqual([0, expect.stringMatching(/Usage: npm run load[\s\S]*Exit codes/)])
  })

  test.each([
    [['--errors', 'x.txt'], /must end in \.csv or \.jsonl/],
    [['--errors', 'x.csv', '--replace', 's'], /cannot be combined/],
    [['x.csv', '--errors', 'x.csv'], /is an input file/],
  ])('load %j is refused with exit code 2 and the reason', async (args, message) => {
    const { code, err } = await run(...args)
    expect([code, err]).toEqual([2, expect.stringMatching(message)])
  })

  test('a repeated load compares nothing unless something was deleted or --recheck is given', async () => {
    const folder = await smallWorld()
    await run(folder)
    expect((await run(folder)).out).toMatch(/The same files were loaded at \d{4}-/)
    await driver.executeQuery("MATCH ({id: 'gus'})-[r:LEFT]->() DELETE r")
    expect((await run(folder)).out).toMatch(/left +1 +0 +6/)
    await driver.executeQuery("MATCH ({id: 'ben'})-[r:LEFT]->() SET r.on = '1999'")
    expect((await run(folder)).out).toMatch(/The same files were loaded/)
    expect((await run(folder, '--recheck')).out).toMatch(/left +0 +2 +5/)
  })
})
