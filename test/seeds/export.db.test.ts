import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type Digest, digest } from '../../seeds/digest.ts'
import { TargetError } from '../../seeds/export/target.ts'
import { type Exported, type ExportOptions, exportDatabase, LossError } from '../../seeds/export.ts'
import { load } from '../../seeds/load.ts'
import { readDataset } from '../../seeds/read.ts'
import { SEEDS } from '../../seeds/seeds.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { applySchema } from '../../server/db/write.ts'
import { runCli, spawnCli } from '../setup/cli.ts'
import { wipe } from '../setup/database.ts'
import { hostileWorld } from '../worlds/hostile.ts'
import { loadSmallWorld, smallWorld, writeTables } from '../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const loadFrom = async (...paths: string[]) => load(await readDataset(paths), { driver })
const place = async (name: string) => join(await mkdtemp(join(tmpdir(), 'export-')), name)

async function exported(options: ExportOptions = {}): Promise<{ out: string; told: Exported }> {
  const out = options.out ?? (await place('out'))
  return { out, told: await exportDatabase({ ...options, out }, { driver }) }
}

const objects = async (file: string): Promise<Record<string, unknown>[]> =>
  (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))

const names = async (folder: string) => (await readdir(folder)).sort()

const FORMATS = { csv: 'out', jsonl: 'all.jsonl', ftm: 'all.ftm.json' } as const
type Format = keyof typeof FORMATS
const formats = Object.keys(FORMATS) as Format[]

/** Exports, wipes and loads the export: what the database held before, and what it holds then. */
async function roundTrip(format: Format): Promise<{ before: Digest; after: Digest; told: Exported }> {
  const before = await digest({ driver })
  const { out, told } = await exported({ format, out: await place(FORMATS[format]) })
  await wipe(driver)
  for (const source of [out, ...told.later]) await loadFrom(source)
  return { before, after: await digest({ driver }), told }
}

describe.each(formats)('loading an export as %s brings back the same database:', format => {
  test.each<[string, () => Promise<string>]>([
    ['the seeds', async () => SEEDS],
    ['the small world', smallWorld],
    ['a hostile world', hostileWorld],
  ])('%s', async (_, world) => {
    await loadFrom(await world())
    const { before, after, told } = await roundTrip(format)
    expect(before.claims).toBeGreaterThan(0)
    expect(after).toEqual(before)
    expect(told).toMatchObject({ claims: before.claims, people: before.people, losses: 0, later: [] })
  })
})

describe('loading an export brings back', () => {
  test.each([
    ['csv', /out\/further-[12]\/organisations\.csv$/],
    ['jsonl', /all\.further-[12]\.jsonl$/],
  ] as const)(
    'an organisation that is a part of several, as %s by files that are loaded after',
    async (format, name) => {
      const header = 'id,name,type,part_of,part_of_from,part_of_source\n'
      await loadSmallWorld(driver)
      await loadFrom(await writeTables({ 'organisations.csv': `${header}loft,The Loft,team,kiln,2019,herald\n` }))
      await loadFrom(await writeTables({ 'organisations.csv': `${header}loft,The Loft,team,forge,,herald\n` }))
      const { before, after, told } = await roundTrip(format)
      expect(before.partOf).toBe(3)
      expect(told.later).toEqual([expect.stringMatching(name), expect.stringMatching(name)])
      expect(after).toEqual(before)
    },
  )

  test.each(['jsonl', 'ftm'] as const)('an alias with a semicolon, as %s', async format => {
    const alias = { table: 'people', id: 'ada', name: 'Ada', aliases: ['A; B', 'C；D', '; '] }
    await loadFrom(await writeTables({ 'people.jsonl': JSON.stringify(alias) }))
    const { records } = await driver.executeQuery('MATCH (p:Person) RETURN p.aliases AS aliases')
    expect(records[0]?.get('aliases')).toEqual(['A; B', 'C；D', ';'])
    const { before, after } = await roundTrip(format)
    expect(after).toEqual(before)
  })

  test('nothing of an empty database, from four headers', async () => {
    const { out } = await exported()
    expect(await names(out)).toEqual(['claims.csv', 'organisations.csv', 'people.csv', 'sources.csv'])
    expect((await readFile(join(out, 'people.csv'), 'utf8')).trimEnd()).toBe('id,name,aliases,died,note')
  })
})

describe('a CSV export', () => {
  test('is the same bytes each time, in the order of ids', async () => {
    await loadSmallWorld(driver)
    const [first, second] = [await exported(), await exported()]
    for (const name of await names(first.out))
      expect(await readFile(join(second.out, name), 'utf8')).toBe(await readFile(join(first.out, name), 'utf8'))
    const people = parse(await readFile(join(first.out, 'people.csv')), { columns: true }) as { id: string }[]
    const ids = people.map(({ id }) => id)
    expect(ids).toEqual([...ids].sort())
  })

  test('keeps what a spreadsheet would run as it is, and counts it', async () => {
    await loadFrom(await hostileWorld())
    const { out, told } = await exported()
    const people = parse(await readFile(join(out, 'people.csv')), { columns: true }) as { id: string; name: string }[]
    expect(people.find(({ id }) => id === '=1+1')?.name).toBe('=HYPERLINK("http://x.example","Click")')
    expect(told.formulas).toBeGreaterThan(5)
  })

  test.each([
    ['an alias with a semicolon', "SET p.aliases = ['A; B']", /people ada: an alias has a semicolon/],
    ['a note of two lines', "SET p.note = 'a\\nb'", /people ada: note is text that the loader would not read/],
    ['a property that no column holds', 'SET p.born = 1815', /people ada: born is no column of people/],
    [
      'an organisation with a name of spaces',
      "WITH 1 AS x MATCH (o {id: 'mill'}) SET o.name = ' '",
      /organisations mill: name/,
    ],
    ['an edge of a kind of its own', "WITH p MATCH (o {id: 'li-wei-1'}) CREATE (p)-[:KNOWS]->(o)", /KNOWS: 1 edges/],
    ['a claim without a source', 'WITH 1 AS x MATCH (c:Claim)-[r:FROM]->() DELETE r', /claims .*: has 0 of source/],
  ])('is refused rather than lose %s, unless --lossy asks for it', async (_, change, message) => {
    await loadSmallWorld(driver)
    await driver.executeQuery(`MATCH (p:Person {id: 'ada'}) ${change}`)
    const out = await place('out')
    await expect(exported({ out })).rejects.toThrow(LossError)
    await expect(exported({ out })).rejects.toThrow(message)
    expect(await names(join(out, '..'))).toEqual([])
    const { told } = await exported({ out, lossy: true })
    expect(told.losses).toBeGreaterThan(0)
    expect(told.lost.join()).toMatch(message)
  })

  test('writes a note of two lines as one field, when it is asked to', async () => {
    await loadSmallWorld(driver)
    const note = 'one\r\ntwo\rthree, "four"\n'
    await driver.executeQuery("MATCH (p {id: 'ada'}) SET p.note = $note", { note })
    const { out } = await exported({ lossy: true })
    const people = parse(await readFile(join(out, 'people.csv')), { columns: true }) as { id: string; note: string }[]
    expect(people.find(({ id }) => id === 'ada')?.note).toBe(note)
  })
})

describe('the place to write to', () => {
  test('that is not empty is refused and left alone', async () => {
    await loadSmallWorld(driver)
    const out = await writeTables({ 'people.csv': 'mine' })
    await expect(exported({ out })).rejects.toThrow(/is not empty; name another folder, or add --force/)
    expect(await readFile(join(out, 'people.csv'), 'utf8')).toBe('mine')
  })

  test('is replaced by --force, and what else is there is kept and named', async () => {
    await loadSmallWorld(driver)
    const out = await writeTables({ 'people.csv': 'mine', 'claims-old.csv': 'mine too' })
    const { told } = await exported({ out, force: true })
    expect(told.beside).toEqual([join(out, 'claims-old.csv')])
    expect(await readFile(join(out, 'people.csv'), 'utf8')).toMatch(/^id,name/)
    expect(await readFile(join(out, 'claims-old.csv'), 'utf8')).toBe('mine too')
  })

  test.each<[string, ExportOptions['format']]>([
    ['a file', 'jsonl'],
    ['a file of entities', 'ftm'],
  ])('that is %s is refused unless --force is given', async (_, format) => {
    const out = await place('there')
    await writeFile(out, 'mine')
    await expect(exported({ format, out })).rejects.toThrow(TargetError)
    expect(await readFile(out, 'utf8')).toBe('mine')
    await exported({ format, out, force: true })
    expect(await readFile(out, 'utf8')).toBe('')
  })

  test('of the wrong kind is refused', async () => {
    const out = await writeTables({ 'people.csv': 'mine' })
    await expect(exported({ format: 'jsonl', out })).rejects.toThrow(/is a folder; name a file/)
    await expect(exported({ out: join(out, 'people.csv') })).rejects.toThrow(/is no folder; name a folder/)
  })

  test('holds nothing of an export that was interrupted', async () => {
    await loadSmallWorld(driver)
    const out = await place('out')
    const stop = new AbortController()
    const progress = () => stop.abort(new Error('enough'))
    await expect(exportDatabase({ out }, { driver, progress, signal: stop.signal })).rejects.toThrow('enough')
    expect(await names(join(out, '..'))).toEqual([])
  })
})

describe('a JSON Lines export', () => {
  test('has a table, and the columns of that table, on every line', async () => {
    await loadFrom(await hostileWorld())
    const { out } = await exported({ format: 'jsonl', out: await place('all.jsonl') })
    const rows = await objects(out)
    expect(rows.map(({ table }) => table)).toEqual([
      ...Array(7).fill('people'),
      ...Array(2).fill('organisations'),
      ...Array(2).fill('sources'),
      ...Array(7).fill('claims'),
    ])
    expect(rows.find(({ id }) => id === '__proto__')).toEqual({
      ...{ table: 'people', id: '__proto__', name: '__proto__', died: null, note: 'hasOwnProperty' },
      aliases: ['constructor', 'toString'],
    })
  })
})

describe('a FollowTheMoney export', () => {
  const entities = async () => {
    const { out } = await exported({ format: 'ftm', out: await place('all.ftm.json') })
    return (await objects(out)) as {
      id: string
      schema: string
      properties: Record<string, string[]>
      whoLeftWhere: { rows: object[] }
    }[]
  }

  test('says what one source says of one stay as an Employment', async () => {
    await loadSmallWorld(driver)
    const found = (await entities()).filter(({ properties }) => properties.employee?.includes('ada'))
    expect(found.map(({ properties }) => properties)).toContainEqual({
      ...{ employee: ['ada'], employer: ['mill'], role: ['founder', 'chief'], status: ['reported', 'confirmed'] },
      ...{ startDate: ['2010'], endDate: ['2015-03-05'], publisher: ['The Gazette'] },
      ...{ sourceUrl: ['https://gazette.example/mill'], proof: [expect.stringMatching(/^source-/)] },
      summary: expect.arrayContaining(['joined 2010 (reported), founded: p. 1']),
    })
  })

  test('makes no employment of a rumour, a denial or a place in a team', async () => {
    await loadSmallWorld(driver)
    const all = await entities()
    const of = (person: string) =>
      all.filter(({ properties }) =>
        [properties.employee, properties.subject, properties.member].flat().includes(person),
      )
    expect(of('dot').map(({ schema, properties }) => [schema, properties.status, properties.endDate])).toEqual([
      ['UnknownLink', ['rumoured'], undefined],
    ])
    expect(of('eve').map(({ schema, properties }) => [schema, properties.status])).toEqual([
      ['UnknownLink', ['denied']],
    ])
    expect(
      of('fay')
        .map(({ schema }) => schema)
        .sort(),
    ).toEqual(['Employment', 'Employment', 'Membership'])
  })

  test('tells of every whole that an organisation is a part of, and says which of them is not read back', async () => {
    const header = 'id,name,type,part_of,part_of_source\n'
    await loadSmallWorld(driver)
    await loadFrom(await writeTables({ 'organisations.csv': `${header}loft,The Loft,team,kiln,herald\n` }))
    const links = (await entities()).filter(({ properties }) => properties.role?.includes('part of'))
    expect(links.map(({ properties }) => properties.object).sort()).toEqual([['kiln'], ['mill']])
    const { told } = await exported({ format: 'ftm', out: await place('all.ftm.json') })
    expect(told.lost).toEqual([expect.stringMatching(/^organisations loft: that it is a part of (kiln|mill) too/)])
  })

  test('keeps every row whole, and refers to nothing that is not there', async () => {
    await loadFrom(await hostileWorld())
    const all = await entities()
    const ids = all.map(({ id }) => id)
    const refs = ['employee', 'employer', 'member', 'organization', 'subject', 'object', 'proof']
    const named = all.flatMap(({ properties }) => refs.flatMap(ref => properties[ref] ?? []))
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(id => !ids.includes(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter(id => !/^[0-9a-z]([0-9a-z.-]*[0-9a-z])?$/i.test(id))).toEqual([])
    const { out } = await exported({ format: 'jsonl', out: await place('all.jsonl') })
    const claims = (await objects(out))
      .filter(({ table }) => table === 'claims')
      .map(({ table: _, ...fields }) => fields)
    expect(all.flatMap(({ whoLeftWhere }) => whoLeftWhere.rows)).toEqual(expect.arrayContaining(claims))
  })
})

describe('npm run export', () => {
  test('prints what it wrote and exits with 0', async () => {
    await loadSmallWorld(driver)
    const out = await place('out')
    const { code, out: told } = await runCli('seeds/export-cli.ts', '--out', out)
    expect([code, told]).toEqual([
      0,
      expect.stringMatching(/^exported 9 people, 4 organisations, 2 sources, 15 claims/),
    ])
    expect(await names(out)).toEqual(['claims.csv', 'organisations.csv', 'people.csv', 'sources.csv'])
  })

  test('leaves nothing behind when it is interrupted, and exits with 130', async () => {
    await applySchema(driver)
    await driver.executeQuery("UNWIND range(1, 40000) AS n CREATE (:Person {id: 'p' + n, name: 'P', aliases: []})")
    const out = await place('out')
    const child = spawnCli('seeds/export-cli.ts', ['--out', out])
    let err = ''
    // Once: a second Ctrl-C ends it without a word.
    child.stderr.once('data', () => child.kill('SIGINT'))
    child.stderr.on('data', chunk => {
      err += chunk
    })
    const code = await new Promise(resolve => child.on('exit', resolve))
    expect([code, err]).toEqual([130, expect.stringMatching(/exporting [\s\S]*Stopped; nothing was written/)])
    expect(await names(join(out, '..'))).toEqual([])
  })

  test('says why it writes nothing and exits with 1', async () => {
    const { code, err } = await runCli('seeds/export-cli.ts', '--out', await writeTables({ 'a.csv': '' }))
    expect([code, err]).toEqual([1, expect.stringMatching(/is not empty; name another folder/)])
  })

  test.each([['--fast'], ['--format=xml']])('says what is wrong with %s, and exits with 2', async option => {
    const { code, err } = await runCli('seeds/export-cli.ts', option)
    expect([code, err]).toEqual([2, expect.stringMatching(/(--fast|csv, jsonl, ftm)[\s\S]*--help/)])
  })

  test('tells how it is used', async () => {
    const { code, out } = await runCli('seeds/export-cli.ts', '--help')
    expect([code, out]).toEqual([0, expect.stringMatching(/Usage: npm run export[\s\S]*Exit codes[\s\S]*Examples/)])
  })
})
