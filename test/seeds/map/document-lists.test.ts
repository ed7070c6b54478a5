import { describe, expect, test } from 'vitest'
import { readMapped, shortClaims } from '../reading.ts'

const MERGING = `
rows:
  merge: {same: [Who, Where], from: From, to: To, days: 3}
dates: [d.M.yyyy]
sources: [{id: s, title: S}]
people: [{id: '{Who|slug}', name: '{Who}'}]
organisations: [{id: '{Where|slug}', name: '{Where}', type: company}]
claims:
  - {person: '{Who|slug}', organisation: '{Where|slug}', event: joined, on: '{From}', source: s, locator: '{@line}'}
  - {when: {To: true}, person: '{Who|slug}', organisation: '{Where|slug}', event: left, on: '{To}', source: s, locator: '{@line}'}
`
const merged = (...rows: string[]) =>
  readMapped(MERGING, { 'terms.csv': `Who,Where,From,To\n${rows.map(row => `Ada,Mill,${row}\n`).join('')}` })

describe('merged rows', () => {
  test.each([
    ['a term within another', ['2001-01-03,2009-01-03', '2003-01-03,2005-01-03'], ['left 2009-01-03']],
    ['a vague end in the year of an exact one', ['2001-01-03,2009-12-31', '2003-01-03,2009'], ['left 2009-12-31']],
    ['a vague end that is certainly later', ['2001-01-03,2005-01-03', '2005-01-03,2009'], ['left 2009']],
    ['two ends read by a date pattern', ['3.1.2001,3.1.2009', '3.1.2003,3.1.2005'], ['left 2009-01-03']],
    [
      'a third term right after the latest end',
      ['2001-01-03,2009-01-03', '2003-01-03,2005-01-03', '2009-01-04,2011-01-03'],
      ['left 2011-01-03'],
    ],
    ['a term without an end', ['2001-01-03,2009-01-03', '2003-01-03,'], []],
  ])('rows merged into one stay end with the latest of their ends: %s', async (_what, rows, left) => {
    const { data, messages } = await merged(...rows)
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual(['joined 2001-01-03', ...left].map(text => `ada mill ${text}`))
  })

  test('rows merged into one stay are a fault when it is unclear which end is later', async () => {
    const { data, messages } = await merged('2001-01-03,2009-06-30', '2003-01-03,2009', '2020-01-01,2021-01-01')
    expect(messages).toEqual([
      'terms.csv:3: To: "2009" may be before or after "2009-06-30", the end of line 2, the row it is merged with; write both dates so that their order is clear',
    ])
    expect(shortClaims(data)).toEqual(['ada mill joined 2020-01-01', 'ada mill left 2021-01-01'])
  })
})

describe('lists within a row', () => {
  const mapping = `
rows: {each: terms}
sources: [{id: s, title: S}]
people: [{id: '{id}', name: '{id}'}]
organisations: [{id: mill, name: The Mill, type: company}]
claims: [{person: '{id}', organisation: mill, event: joined, on: '{terms.start}', source: s}]
`
  const ada = { id: 'ada', terms: [{ start: '2001' }] }

  test.each([
    ['an object', { start: '2002' }, 'an object'],
    ['a number', 2002, 'the number 2002'],
    ['a boolean', true, 'the boolean true'],
  ])('a row with %s in place of a list is a fault', async (_what, terms, what) => {
    const { data, messages } = await readMapped(mapping, {
      'l.json': JSON.stringify([ada, { id: 'ben', terms }], null, 1),
    })
    expect(messages).toEqual([
      expect.stringMatching(`^l\\.json:\\d+: terms: is ${what}, but each requires a list; put it in \\[ and \\]$`),
    ])
    expect(data.people.map(({ id }) => id)).toEqual(['ada'])
  })

  test('a row with an empty or missing list yields no rows', async () => {
    const rows = [ada, { id: 'ben', terms: [] }, { id: 'cai', terms: null }, { id: 'dot' }]
    const { data, messages } = await readMapped(mapping, { 'l.json': JSON.stringify(rows) })
    expect(messages).toEqual([])
    expect(data.people).toHaveLength(1)
  })
})
