import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { load } from '../../../seeds/load/load.ts'
import { type ReadOptions, readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { type Ask, asking, pick } from '../../setup/asking.ts'
import { wipe } from '../../setup/database.ts'
import { fixture, writeFiles } from '../reading.ts'

let driver: Driver
let ask: Ask

beforeAll(async () => {
  driver = connect(inject('neo4j'))
  ask = await asking(driver)
})
afterAll(() => driver.close())
beforeEach(() => wipe(driver))

const register: ReadOptions = { source: { id: 'reg', title: 'Register' } }
const loadFiles = async (files: Record<string, string>, options: ReadOptions = register) =>
  (await load(await readDataset(await writeFiles(files), options), { driver })).summary

const POPOLO = {
  persons: [{ id: 'pia', name: 'Pia Post' }],
  organizations: [{ id: 'moa', name: 'Ministry of Accounts' }],
  memberships: [
    ['Financial Secretary', '2001-06-11', '2002-05-29'],
    ['Chief Secretary', '2002-05-29', '2005-05-11'],
  ].map(([role, start_date, end_date]) => ({
    ...{ person_id: 'pia', organization_id: 'moa' },
    ...{ role, start_date, end_date },
  })),
}

const entity = (id: string, schema: string, properties: object) =>
  JSON.stringify({ id, schema, datasets: ['d1'], properties })
const FTM = [
  entity('pia', 'Person', { name: ['Pia Post'] }),
  entity('moa', 'PublicBody', { name: ['Ministry of Accounts'] }),
  ...POPOLO.memberships.map(({ role, start_date, end_date }, at) =>
    entity(`e${at}`, 'Employment', {
      ...{ employee: ['pia'], employer: ['moa'], role: [role] },
      ...{ startDate: [start_date], endDate: [end_date] },
    }),
  ),
].join('\n')

describe.each([
  ['Popolo memberships', { 'posts.json': JSON.stringify(POPOLO) }],
  ['FollowTheMoney employments', { 'posts.ftm.json': FTM }],
])('%s that meet', (_what, files: Record<string, string>) => {
  test('two posts that meet in a register are one stay: one departure, and no return', async () => {
    await loadFiles(files)
    const { rows } = await ask('career', { person: 'pia' })
    expect(pick(rows, 'beginEarliest', 'endLatest', 'roles')).toEqual([
      ['2001-06-11', '2005-05-11', expect.arrayContaining(['Financial Secretary', 'Chief Secretary'])],
    ])
    const departures = await ask('departures-over-time', { organisation: 'moa' })
    expect(pick(departures.rows, 'begin', 'definite', 'possible')).toEqual([['2005-01-01', 1, 0]])
    expect((await ask('boomerangs', { organisation: 'moa' })).rows).toEqual([])
  })
})

test('two posts are one stay if the second begins on the day after the first ended', async () => {
  const [first, second] = POPOLO.memberships
  const memberships = [first, { ...second, start_date: '2002-05-30' }]
  await loadFiles({ 'posts.json': JSON.stringify({ ...POPOLO, memberships }) })
  expect((await ask('career', { person: 'pia' })).rows).toHaveLength(1)
})

test('posts with time between them are two stays and a return', async () => {
  const [first, second] = POPOLO.memberships
  const memberships = [first, { ...second, start_date: '2003-01-01' }]
  await loadFiles({ 'posts.json': JSON.stringify({ ...POPOLO, memberships }) })
  const { rows } = await ask('boomerangs', { organisation: 'moa' })
  expect(pick(rows, 'person', 'certainty', 'gap')).toEqual([['pia', 'definite', { min: 217, max: 217 }]])
})

test('a future end is scheduled, and a death ends the membership before it', async () => {
  await loadFiles({
    'term.json': JSON.stringify({
      persons: [
        { id: 'pa', name: 'Ada' },
        { id: 'pb', name: 'Ben', death_date: '2016-02-03' },
      ],
      organizations: [{ id: 'leg', name: 'States', classification: 'legislature' }],
      memberships: ['pa', 'pb'].map(person_id => ({
        ...{ person_id, organization_id: 'leg', role: 'member' },
        ...{ start_date: '2015-01-01', end_date: '2999-12-31' },
      })),
    }),
  })
  const left = await ask('who-left', { organisation: 'leg' })
  expect(pick(left.rows, 'person', 'on', 'status')).toEqual([['pa', '2999-12-31', 'scheduled']])
  const there = await ask('present-at', { organisation: 'leg', on: '2020' })
  expect(pick(there.rows, 'person')).toEqual([['pa']])
  expect((await ask('departures-over-time', { organisation: 'leg' })).rows).toEqual([])
  const { rows } = await ask('career', { person: 'pa' })
  expect(rows).toMatchObject([{ open: true, left: { on: '2999-12-31', status: 'scheduled' } }])
  // Only Ben, whose stay ended.
  const retention = await ask('retention', { organisation: 'leg' })
  for (const { left } of retention.rows as { left: { max: number } | null }[])
    expect(left?.max ?? 0).toBeLessThanOrEqual(1)
})

test('an end in the year 9999 means no end', async () => {
  const employment = { employee: ['fa'], employer: ['fc'], startDate: ['2015'], endDate: ['9999-12-31'] }
  await loadFiles({
    'jobs.ftm.json': [
      entity('fa', 'Person', { name: ['Ada Sentinel'] }),
      entity('fc', 'Organization', { name: ['Sentinel Mill'], dissolutionDate: ['9999-12-31'] }),
      entity('fe1', 'Employment', employment),
    ].join('\n'),
  })
  expect((await ask('who-left', { organisation: 'fc' })).rows).toEqual([])
  expect((await ask('career', { person: 'fa' })).rows).toMatchObject([{ open: true, left: null }])
  const data = await readDataset(
    await writeFiles({ 'claims.csv': 'person,organisation,event,on,source\nfa,fc,left,9999-12-31,x\n' }),
  )
  expect([data.claims, data.notes]).toEqual([0, ['1 leaving is dated 9999, which means no end; not read']])
  data.close()
})

test('a position without an organisation can be left and is found by its own name, and people are found by the ids of merged records', async () => {
  const merged = {
    id: 'NK-1',
    schema: 'Person',
    datasets: ['d1'],
    referents: ['Q1'],
    properties: { name: ['Ada Mill'] },
  }
  const occupancy = { holder: ['Q1'], post: ['Q2'], startDate: ['2014-03-23', '2014'], status: ['ended'] }
  await loadFiles({
    'peps.ftm.json': [
      JSON.stringify(merged),
      entity('Q2', 'Position', { name: ['member of the National Assembly'], country: ['no'] }),
      entity('o1', 'Occupancy', { ...occupancy, endDate: ['2020-07-17'] }),
      entity('o2', 'Occupancy', { ...occupancy, holder: ['NK-1'], startDate: ['2022'] }),
    ].join('\n'),
  })
  const { rows } = await ask('career', { person: 'Q1' })
  expect(pick(rows, 'organisation', 'beginEarliest', 'endEarliest')).toEqual([
    ['Q2', '2014-03-23', '2020-07-17'],
    ['Q2', '2022-01-01', '2022-01-01'],
  ])
  const left = await ask('who-left', { organisation: 'member of the National Assembly' })
  expect(left.rows).toHaveLength(2)
})

test('a mapping makes an entity once when several files name it', async () => {
  const [map = '', ...paths] = await writeFiles({
    'm.yaml': `sources: [{id: s, title: S}]
people: [{id: '{name|slug}', name: '{name}'}]
organisations: [{id: '{org|slug}', name: '{org}', type: company}]
claims: [{person: '{name|slug}', organisation: '{org|slug}', event: joined, on: '{y}', source: s}]
`,
    'a.csv': 'name,org,y\nAda,Mill,2001\n',
    'b.csv': 'name,org,y\nBen,Mill,2002\nAda,Kiln,2003\n',
  })
  const { summary, problems } = await load(await readDataset(paths, { map }), { driver })
  expect(problems.list()).toEqual([])
  const { people, organisations, sources, claims } = summary
  expect([people, organisations, sources, claims].map(({ added }) => added)).toEqual([2, 2, 1, 3])
})

describe('a later load', () => {
  const names = {
    'people.csv': 'id,name\nfay,Fay\n',
    'organisations.csv': 'id,name,type\nmill,Mill,company\nkiln,Kiln,company\n',
    'sources.csv': 'id,title\ns,S\n',
  }
  const head = 'person,organisation,event,on,origin,source,withdrawn\n'
  const joining = { 'claims.csv': `${head}fay,kiln,joined,2012,mill,s,\n` }
  const leaving = { 'claims.csv': `${head}fay,mill,joined,2010,,s,\nfay,mill,left,2012,,s,\n` }
  const paired = async () =>
    (
      await driver.executeQuery(
        'MATCH (:Person {id: "fay"})-[j:JOINED]->({id: "kiln"}) OPTIONAL MATCH ()-[l:LEFT {id: j.originLeft}]->(o) RETURN o.id AS at',
      )
    ).records.map(record => record.get('at'))

  test('a later load of the leaving pairs it with an existing joining, whichever is loaded first', async () => {
    expect((await loadFiles({ ...names, ...joining })).openOrigins).toBe(1)
    expect(await paired()).toEqual([null])
    await loadFiles(leaving)
    expect(await paired()).toEqual(['mill'])
    const { sha256 } = await digest({ driver })
    await wipe(driver)
    await loadFiles({ ...names, ...leaving })
    await loadFiles(joining)
    expect(await paired()).toEqual(['mill'])
    expect((await digest({ driver })).sha256).toBe(sha256)
  })

  test('a later load that withdraws the leaving leaves the joining unpaired', async () => {
    await loadFiles({ ...names, ...joining })
    await loadFiles(leaving)
    await loadFiles({ 'claims.csv': `${head}fay,mill,left,2012,,s,2020-01-01\n` })
    expect(await paired()).toEqual([null])
  })

  test('a later load with a date of death ends existing stays, and a load without that date keeps it', async () => {
    await loadFiles({ ...names, ...joining })
    await loadFiles({ 'people.csv': 'id,name,died\nfay,Fay,2015\n' })
    await loadFiles({ 'people.csv': 'id,name\nfay,Fay\n' })
    expect((await ask('present-at', { organisation: 'kiln', on: '2016' })).rows).toEqual([])
    await loadFiles({ 'claims.csv': `${head}fay,mill,joined,2010,,s,\n` })
    expect((await ask('present-at', { organisation: 'mill', on: '2016' })).rows).toEqual([])
  })

  test('a later load with a date of dissolution ends the stays there', async () => {
    await loadFiles({ ...names, ...joining })
    await loadFiles({ 'organisations.csv': 'id,name,type,dissolved\nkiln,Kiln,company,2014-06\n' })
    expect((await ask('present-at', { organisation: 'kiln', on: '2014-07' })).rows).toEqual([])
    expect((await ask('who-left', { organisation: 'kiln' })).rows).toEqual([])
  })

  test('a later load reconciles everyone whose scheduled day has come', async () => {
    await loadFiles({
      ...names,
      'claims.csv': `${head}fay,kiln,joined,2012,,s,\nfay,kiln,left,2999,,s,\n`,
    })
    // As if it had been loaded before a day that has come since.
    await driver.executeQuery("MATCH (p:Person {id: 'fay'}) SET p.due = date('2020-01-01')")
    await driver.executeQuery("MATCH ()-[r:LEFT]->() SET r.status = 'reported'")
    await loadFiles({ 'sources.csv': 'id,title\ns,S\n' })
    expect(pick((await ask('who-left', { organisation: 'kiln' })).rows, 'status')).toEqual([['scheduled']])
  })
})

test('offices of Wikidata are tenures, and a second load changes nothing', async () => {
  const read = () => readDataset([fixture('wikidata-q646148.json')])
  await load(await read(), { driver })
  const { rows } = await ask('career', { person: 'Q646148' })
  const at = (id: string) => rows.filter(({ organisation }) => (organisation as { id: string }).id === id)
  expect(pick(at('Q6866144'), 'beginEarliest', 'endLatest', 'open')).toEqual([['1978-08-30', '1979-10-26', false]])
  // He died on 31 December 2016, and no source says that he left the party.
  expect(pick(at('Q217321'), 'beginEarliest', 'endLatest')).toEqual([[null, '2016-12-31']])
  const before = await digest({ driver })
  await load(await read(), { driver })
  expect(await digest({ driver })).toEqual(before)
})

test('an unknown end of Wikidata is a departure without a date, and no value leaves the tenure open', async () => {
  const item = (id: string) => ({ snaktype: 'value', datavalue: { value: { id } } })
  const job = (at: string, P582: object) => ({
    id: at,
    mainsnak: { property: 'P108', ...item(at) },
    qualifiers: { P582: [P582] },
  })
  const claims = {
    P31: [{ mainsnak: { property: 'P31', ...item('Q5') } }],
    P108: [job('Q7', { snaktype: 'somevalue' }), job('Q8', { snaktype: 'novalue' })],
  }
  await loadFiles(
    { 'w.json': JSON.stringify({ entities: { Q1: { id: 'Q1', labels: { en: { value: 'Ada' } }, claims } } }) },
    {},
  )
  const { rows } = await ask('career', { person: 'Q1' })
  const open = rows.map(({ organisation, open }) => [(organisation as { id: string }).id, open])
  expect(new Map(open as [string, boolean][])).toEqual(
    new Map([
      ['Q7', false],
      ['Q8', true],
    ]),
  )
})
