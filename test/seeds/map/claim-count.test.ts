import { expect, test } from 'vitest'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { describeWithoutClaim } from '../../../seeds/tables/claim-count.ts'
import { writeFiles } from '../reading.ts'

const MAPPING = `empty: [n/a]
sources: [{id: s, title: S}]
people: [{id: '{Name|slug}', name: '{Name}'}]
organisations: [{id: '{Org|slug}', name: '{Org}', type: company}]
claims:
  - {when: {Start: true}, person: '{Name|slug}', organisation: '{Org|slug}', event: joined, on: '{Start}', source: s}
  - {when: {New: true}, person: '{Name|slug}', organisation: '{New|slug}', event: joined, source: s}
`

async function countOf(mapping: string, files: Record<string, string>) {
  const [map = '', ...paths] = await writeFiles({ 'mapping.yaml': mapping, ...files })
  const data = await readDataset(paths, { map })
  const { withoutClaim, claims, problems } = data
  data.close()
  return { withoutClaim, claims, faults: problems.list().map(({ message }) => message) }
}

test('a mapping counts the rows that made no claim, with the reasons', async () => {
  const a = 'Name,Org,Start,New\nAda,Mill,2001,\nBen,Mill,,\n,Mill,2001,\nCy,n/a,2001,\n'
  const b = 'Name,Org,Start,New\nDi,n/a,2001,Kiln\nEve,Mill,,\n'
  const { withoutClaim, claims, faults } = await countOf(MAPPING.replaceAll('{New|slug}', '{Org|slug}'), {
    'a.csv': a,
    'b.csv': b.replace('Kiln', ''),
  })
  expect(faults).toEqual([])
  expect(claims).toBe(1)
  expect(withoutClaim).toEqual({
    rows: 5,
    of: 6,
    reasons: { 'no condition of `when` was met': 2, 'empty person': 1, 'empty organisation': 2 },
    alsoLeftOut: {},
  })
  expect(withoutClaim && describeWithoutClaim(withoutClaim)).toEqual([
    '5 of 6 rows made no claim (no condition of `when` was met: 2, empty person: 1, empty organisation: 2)',
  ])
})

test('a claim that is left out of a row with another claim is counted too', async () => {
  const { withoutClaim } = await countOf(MAPPING, { 'a.csv': 'Name,Org,Start,New\nDi,n/a,2001,Kiln\n' })
  expect(withoutClaim).toMatchObject({ rows: 0, of: 1, alsoLeftOut: { 'empty organisation': 1 } })
  expect(withoutClaim && describeWithoutClaim(withoutClaim)).toEqual([
    '0 of 1 row made no claim',
    'claims left out of rows that made another (empty organisation: 1)',
  ])
})

test('a faulty row counts in the total, and not as a row without a claim', async () => {
  const { withoutClaim, faults } = await countOf(MAPPING, { 'a.csv': 'Name,Org,Start,New\n!!!,Mill,2001,\n' })
  expect(faults).toHaveLength(2)
  expect(withoutClaim).toMatchObject({ rows: 0, of: 1 })
})

test('a row with an empty list counts as a row without a claim', async () => {
  const mapping = `rows: {each: posts}
sources: [{id: s, title: S}]
people: [{id: '{name|slug}', name: '{name}'}]
organisations: [{id: mill, name: Mill, type: company}]
claims: [{person: '{name|slug}', organisation: mill, event: joined, on: '{posts.start}', source: s}]
`
  const rows = [
    { name: 'Ada', posts: [{ start: '2001' }] },
    { name: 'Ben', posts: [] },
  ]
  const { withoutClaim } = await countOf(mapping, { 'a.json': JSON.stringify(rows) })
  expect(withoutClaim).toMatchObject({ rows: 1, of: 2, reasons: { 'empty list': 1 } })
})

test('nothing is counted for a mapping that makes no claims', async () => {
  const mapping = MAPPING.slice(0, MAPPING.indexOf('claims:'))
  expect((await countOf(mapping, { 'a.csv': 'Name,Org\nAda,Mill\n' })).withoutClaim).toBeUndefined()
})
