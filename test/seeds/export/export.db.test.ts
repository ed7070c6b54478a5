import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type Digest, digest } from '../../../seeds/export/digest.ts'
import { type Exported, type ExportOptions, exportDatabase, LossError } from '../../../seeds/export/export.ts'
import { TargetError } from '../../../seeds/export/target.ts'
import { load } from '../../../seeds/load/load.ts'
import { SEEDS } from '../../../seeds/load/shipped-seeds.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { wipe } from '../../setup/database.ts'
import { hostileWorld } from '../../worlds/hostile.ts'
import { loadSmallWorld, smallWorld, writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const loadFrom = async (...paths: string[]) => load(await readDataset(paths), { driver })
const place = async (name: string) => join(await mkdtemp(join(tmpdir(), 'export-')), name)

async function exported(options: ExportOptions = {}): Promise<{ out: string; summary: Exported }> {
  const out = options.out ?? (await place('out'))
  return { out, summary: await exportDatabase({ ...options, out }, { driver }) }
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

/** Exports, wipes and loads the export. Returns the digests before and after. */
async function roundTrip(format: Format): Promise<{ before: Digest; after: Digest; summary: Exported }> {
  const before = await digest({ driver })
  const { out, summary } = await exported({ format, out: await place(FORMATS[format]) })
  await wipe(driver)
  await loadFrom(out)
  return { before, after: await digest({ driver }), summary }
}

describe.each(formats)('an export as %s', format => {
  test.each<[string, () => Promise<string>]>([
    ['the sample', async () => SEEDS],
    ['the small world', smallWorld],
    ['a hostile world', hostileWorld],
  ])(`loading an export of %s as ${format} gives back the same database`, async (_, world) => {
    await loadFrom(await world())
    const { before, after, summary } = await roundTrip(format)
    expect(before.claims).toBeGreaterThan(0)
    expect(after).toEqual(before)
    expect(summary).toMatchObject({ claims: before.claims, people: before.people, losses: 0 })
  })
})

describe('what an export keeps', () => {
  test.each(['csv', 'jsonl'] as const)(
    'an export as %s keeps an organisation that is part of several',
    async format => {
      const header = 'id,name,type,part_of,part_of_from,part_of_source\n'
      await loadSmallWorld(driver)
      const rows = 'loft,The Loft,team,kiln,2019,herald\nloft,The Loft,team,forge,,herald\n'
      await loadFrom(await writeTables({ 'organisations.csv': header + rows }))
      const { before, after, summary } = await roundTrip(format)
      expect(before.partOf).toBe(3)
      expect(summary.organisations).toBe(before.organisations)
      expect(after).toEqual(before)
    },
  )

  test.each(['csv', 'jsonl'] as const)('an export as %s keeps the source of each name', async format => {
    await loadSmallWorld(driver)
    const people = 'id,name,aliases,source\nada,Ada Á.,Countess,gazette\nada,Ada Álvarez,阿达,herald\n'
    const organisations = 'id,name,type,source\nmill,Mill,,gazette\n'
    await loadFrom(await writeTables({ 'people.csv': people, 'organisations.csv': organisations }))
    const { before, after, summary } = await roundTrip(format)
    expect(summary).toMatchObject({ people: before.people, organisations: before.organisations })
    expect(after).toEqual(before)
    const { records } = await driver.executeQuery(
      `MATCH (p:Person {id: 'ada'}) OPTIONAL MATCH (p)-[said:DESCRIBED_BY]->(s:Source)
       RETURN p.name AS name, p.aliases AS aliases, collect(s.id + ': ' + said.name) AS said`,
    )
    const [ada] = records.map(record => record.toObject())
    expect(ada).toMatchObject({ name: 'Ada Álvarez' })
    expect([...(ada?.aliases ?? [])].sort()).toEqual(['Ada Á.', 'Countess', '阿达'].sort())
    expect([...(ada?.said ?? [])].sort()).toEqual(['gazette: Ada Á.', 'herald: Ada Álvarez'])
  })

  test.each(['jsonl', 'ftm'] as const)('an export as %s keeps an alias that contains a semicolon', async format => {
    const alias = { table: 'people', id: 'ada', name: 'Ada', aliases: ['A; B', 'C；D', '; '] }
    await loadFrom(await writeTables({ 'people.jsonl': JSON.stringify(alias) }))
    const { records } = await driver.executeQuery('MATCH (p:Person) RETURN p.aliases AS aliases')
    expect(records[0]?.get('aliases')).toEqual(['A; B', 'C；D', ';'])
    const { before, after } = await roundTrip(format)
    expect(after).toEqual(before)
  })

  test('an export of an empty database is four headers, and loading it adds nothing', async () => {
    const { out } = await exported()
    expect(await names(out)).toEqual(['claims.csv', 'organisations.csv', 'people.csv', 'sources.csv'])
    expect((await readFile(join(out, 'people.csv'), 'utf8')).trimEnd()).toBe('id,name,aliases,died,note,source')
  })
})

describe('a CSV export', () => {
  test('a CSV export of the same database has the same bytes each time, in the order of ids', async () => {
    await loadSmallWorld(driver)
    const [first, second] = [await exported(), await exported()]
    for (const name of await names(first.out))
      expect(await readFile(join(second.out, name), 'utf8')).toBe(await readFile(join(first.out, name), 'utf8'))
    const people = parse(await readFile(join(first.out, 'people.csv')), { columns: true }) as { id: string }[]
    const ids = people.map(({ id }) => id)
    expect(ids).toEqual([...ids].sort())
  })

  test('a CSV export keeps formula-like fields as they are, and counts them', async () => {
    await loadFrom(await hostileWorld())
    const { out, summary } = await exported()
    const people = parse(await readFile(join(out, 'people.csv')), { columns: true }) as { id: string; name: string }[]
    expect(people.find(({ id }) => id === '=1+1')?.name).toBe('=HYPERLINK("http://x.example","Click")')
    expect(summary.formulas).toBeGreaterThan(5)
  })

  test.each([
    ['an alias with a semicolon', "SET p.aliases = ['A; B']", /people ada: an alias has a semicolon/],
    ['a note of two lines', "SET p.note = 'a\\nb'", /people ada: note is text that the loader would change/],
    ['a property that no column holds', 'SET p.born = 1815', /people ada: born is not a column of people/],
    [
      'an organisation with a name of spaces',
      "WITH 1 AS x MATCH (o {id: 'mill'}) SET o.name = ' '",
      /organisations mill: name/,
    ],
    ['an edge of an unknown type', "WITH p MATCH (o {id: 'li-wei-1'}) CREATE (p)-[:KNOWS]->(o)", /KNOWS: 1 edges/],
    ['a claim without a source', 'WITH 1 AS x MATCH (c:Claim)-[r:FROM]->() DELETE r', /claims .*: has 0 of source/],
  ])('a CSV export that would lose %s is refused unless --lossy is given', async (_, change, message) => {
    await loadSmallWorld(driver)
    await driver.executeQuery(`MATCH (p:Person {id: 'ada'}) ${change}`)
    const out = await place('out')
    await expect(exported({ out })).rejects.toThrow(LossError)
    await expect(exported({ out })).rejects.toThrow(message)
    expect(await names(join(out, '..'))).toEqual([])
    const { summary } = await exported({ out, lossy: true })
    expect(summary.losses).toBeGreaterThan(0)
    expect(summary.lost.join()).toMatch(message)
  })

  test('a lossy CSV export writes a note of two lines as one field', async () => {
    await loadSmallWorld(driver)
    const note = 'one\r\ntwo\rthree, "four"\n'
    await driver.executeQuery("MATCH (p {id: 'ada'}) SET p.note = $note", { note })
    const { out } = await exported({ lossy: true })
    const people = parse(await readFile(join(out, 'people.csv')), { columns: true }) as { id: string; note: string }[]
    expect(people.find(({ id }) => id === 'ada')?.note).toBe(note)
  })
})

describe('the place of an export', () => {
  test('an export to a folder that is not empty is refused and changes nothing there', async () => {
    await loadSmallWorld(driver)
    const out = await writeTables({ 'people.csv': 'mine' })
    await expect(exported({ out })).rejects.toThrow(/is not empty; name another folder, or add --force/)
    expect(await readFile(join(out, 'people.csv'), 'utf8')).toBe('mine')
  })

  test('an export with --force replaces its own files, and keeps and names the others', async () => {
    await loadSmallWorld(driver)
    const out = await writeTables({ 'people.csv': 'mine', 'claims-old.csv': 'mine too' })
    const { summary } = await exported({ out, force: true })
    expect(summary.beside).toEqual([join(out, 'claims-old.csv')])
    expect(await readFile(join(out, 'people.csv'), 'utf8')).toMatch(/^id,name/)
    expect(await readFile(join(out, 'claims-old.csv'), 'utf8')).toBe('mine too')
  })

  test.each<[string, ExportOptions['format']]>([
    ['a file', 'jsonl'],
    ['a file of entities', 'ftm'],
  ])('an export to %s that exists is refused unless --force is given', async (_, format) => {
    const out = await place('there')
    await writeFile(out, 'mine')
    await expect(exported({ format, out })).rejects.toThrow(TargetError)
    expect(await readFile(out, 'utf8')).toBe('mine')
    await exported({ format, out, force: true })
    expect(await readFile(out, 'utf8')).toBe('')
  })

  test('an export as a file to a folder, or as a folder to a file, is refused with the kind to name', async () => {
    const out = await writeTables({ 'people.csv': 'mine' })
    await expect(exported({ format: 'jsonl', out })).rejects.toThrow(/is a folder; give a file/)
    await expect(exported({ out: join(out, 'people.csv') })).rejects.toThrow(/is not a folder; give a folder/)
  })

  test('an interrupted export leaves no file behind', async () => {
    await loadSmallWorld(driver)
    const out = await place('out')
    const stop = new AbortController()
    const progress = () => stop.abort(new Error('enough'))
    await expect(exportDatabase({ out }, { driver, progress, signal: stop.signal })).rejects.toThrow('enough')
    expect(await names(join(out, '..'))).toEqual([])
  })
})

describe('a JSON Lines export', () => {
  test('every line of a JSON Lines export names its table and has only the columns of that table', async () => {
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
      ...{ table: 'people', id: '__proto__', name: '__proto__', died: null, note: 'hasOwnProperty', source: null },
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

  test('a FollowTheMoney export writes what one source says about one stay as an Employment', async () => {
    await loadSmallWorld(driver)
    const found = (await entities()).filter(({ properties }) => properties.employee?.includes('ada'))
    expect(found.map(({ properties }) => properties)).toContainEqual({
      ...{ employee: ['ada'], employer: ['mill'], role: ['founder', 'chief'], status: ['reported', 'confirmed'] },
      ...{ startDate: ['2010'], endDate: ['2015-03-05'], publisher: ['The Gazette'] },
      ...{ sourceUrl: ['https://gazette.example/mill'], proof: [expect.stringMatching(/^source-/)] },
      summary: expect.arrayContaining(['joined 2010 (reported), founded: p. 1']),
    })
  })

  test('a FollowTheMoney export makes no Employment of a rumour, a denial or a team membership', async () => {
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

  test('a FollowTheMoney export names all wholes of an organisation, and reports those that a load will not read back', async () => {
    const header = 'id,name,type,part_of,part_of_source\n'
    await loadSmallWorld(driver)
    await loadFrom(await writeTables({ 'organisations.csv': `${header}loft,The Loft,team,kiln,herald\n` }))
    const links = (await entities()).filter(({ properties }) => properties.role?.includes('part of'))
    expect(links.map(({ properties }) => properties.object).sort()).toEqual([['kiln'], ['mill']])
    const { summary } = await exported({ format: 'ftm', out: await place('all.ftm.json') })
    expect(summary.lost).toEqual([
      expect.stringMatching(/^organisations loft: the part-of relation to (kiln|mill) is exported/),
    ])
  })

  test('a FollowTheMoney export keeps every row whole and refers only to entities that it contains', async () => {
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
