import { expect, test } from 'vitest'
import { readMapped, shortClaims } from '../reading.ts'

const MAPPING = `sources: [{ id: wikidata, title: Wikidata, url: 'https://www.wikidata.org/' }]
people: [{ id: '{person}', name: '{personLabel}' }]
organisations: [{ id: '{org}', name: '{orgLabel}', type: other }]
claims:
  - { when: { start: true }, person: '{person}', organisation: '{org}', event: joined, on: '{start}', source: wikidata }
  - { when: { end: true }, person: '{person}', organisation: '{org}', event: left, on: '{end}', source: wikidata }
`
const uri = (id: string) => `http://www.wikidata.org/entity/${id}`
interface Row {
  start?: string
  startPrecision?: string
  end?: string
}
const FIELDS = (row: Row) => ({
  person: uri('Q42'),
  personLabel: 'Ada "A." Mill',
  org: uri('Q7'),
  orgLabel: 'The Mill',
  ...row,
})
const VARS = ['person', 'personLabel', 'org', 'orgLabel', 'start', 'startPrecision', 'end']

/** The JSON of the SPARQL protocol. */
const sparqlJson = (rows: Row[]) =>
  JSON.stringify(
    {
      head: { vars: VARS },
      results: {
        bindings: rows.map(row =>
          Object.fromEntries(Object.entries(FIELDS(row)).map(([name, value]) => [name, term(name, value)])),
        ),
      },
    },
    null,
    2,
  )
const term = (name: string, value: string) =>
  value.startsWith('http')
    ? { type: 'uri', value }
    : name.endsWith('Label')
      ? { type: 'literal', 'xml:lang': 'en', value }
      : { type: 'literal', datatype: 'http://www.w3.org/2001/XMLSchema#dateTime', value }

const cells = (row: Row) => VARS.map(name => (FIELDS(row) as Record<string, string>)[name] ?? '')
const csv = (rows: Row[]) =>
  [VARS, ...rows.map(cells)].map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
const turtle = (cell: string, name: string) =>
  cell === ''
    ? ''
    : cell.startsWith('http')
      ? `<${cell}>`
      : name.endsWith('Label')
        ? `"${cell.replaceAll('"', '\\"')}"@en`
        : `"${cell}"^^<http://www.w3.org/2001/XMLSchema#dateTime>`
const tsv = (rows: Row[]) =>
  [
    VARS.map(name => `?${name}`).join('\t'),
    ...rows.map(row =>
      cells(row)
        .map((cell, at) => turtle(cell, VARS[at] ?? ''))
        .join('\t'),
    ),
  ].join('\n')
const simple = (rows: Row[]) =>
  JSON.stringify(rows.map(row => ({ startPrecision: '', start: '', end: '', ...FIELDS(row) })))

const FORMS: [string, string, (rows: Row[]) => string][] = [
  ['SPARQL JSON', 'query.json', sparqlJson],
  ['JSON', 'query.json', simple],
  ['CSV', 'query.csv', csv],
  ['verbose TSV', 'query.tsv', tsv],
]

test.each(FORMS)(
  'results of the Wikidata query service as %s are rows of ids, labels and dates',
  async (_what, name, form) => {
    const rows = [{ start: '1977-03-08T00:00:00Z', end: '1978-05-02T00:00:00Z' }, { start: '1980-02-03T00:00:00Z' }]
    const { data, messages } = await readMapped(MAPPING, { [name]: form(rows) })
    expect(messages).toEqual([])
    expect(data.people).toMatchObject([{ id: 'Q42', name: 'Ada "A." Mill' }])
    expect(data.organisations).toMatchObject([{ id: 'Q7', name: 'The Mill' }])
    expect(shortClaims(data)).toEqual([
      'Q42 Q7 joined 1977-03-08',
      'Q42 Q7 left 1978-05-02',
      'Q42 Q7 joined 1980-02-03',
    ])
    expect(data.notes).toEqual([])
  },
)

test.each(FORMS)(
  'dates of %s from Wikidata without a precision are no more precise than is known, and counted',
  async (_what, name, form) => {
    const rows = [{ start: '1977-01-01T00:00:00Z', end: '1978-05-01T00:00:00Z' }, { start: '1980-01-01T00:00:00Z' }]
    const { data } = await readMapped(MAPPING, { [name]: form(rows) })
    expect(shortClaims(data)).toEqual(['Q42 Q7 joined 1977', 'Q42 Q7 left 1978-05', 'Q42 Q7 joined 1980'])
    expect(data.notes.map(note => note.replace(/^.*: /, ''))).toEqual([
      '2 dates on 1 January are read as their year, and 1 on the first of another month as that month, because the file does not give their precision; add wikibase:timePrecision to the query, as ?startPrecision beside ?start',
    ])
  },
)

test.each([
  ['14', '1977-01-01'],
  ['11', '1977-01-01'],
  ['10', '1977-01'],
  ['9', '1977'],
  ['8', '197X'],
  ['7', '1900/2000'],
])('a Wikidata date with the precision %s is read as %s', async (startPrecision, expected) => {
  for (const [, name, form] of FORMS) {
    const { data, messages } = await readMapped(MAPPING, {
      [name]: form([{ start: '1977-01-01T00:00:00Z', startPrecision }]),
    })
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual([`Q42 Q7 joined ${expected}`])
    expect(data.notes).toEqual([])
  }
})

test('a Wikidata value that is unknown is empty', async () => {
  const start = 'http://www.wikidata.org/.well-known/genid/1234'
  for (const [, name, form] of FORMS) {
    const { data, messages } = await readMapped(MAPPING, { [name]: form([{ start, end: '1978-05-02T00:00:00Z' }]) })
    expect(messages).toEqual([])
    expect(shortClaims(data)).toEqual(['Q42 Q7 left 1978-05-02'])
  }
})

test('a row of a verbose TSV with too few fields is a fault of its line', async () => {
  const [header = '', row = ''] = tsv([{}]).split('\n')
  const { messages } = await readMapped(MAPPING, { 'query.tsv': `${header}\n${row}\n<a>\t"b"\n` })
  expect(messages).toEqual(['query.tsv:3: has 2 fields where the header has 7; download the file again'])
})

test('a table with links to Wikidata that is no query result keeps them as they are', async () => {
  const mapping = 'people: [{ id: "{Name|slug}", name: "{Name}", note: "{Wikidata page}" }]\n'
  const { data } = await readMapped(mapping, { 'a.csv': `Name,Wikidata page\nAda,${uri('Q42')}\n` })
  expect(data.people).toMatchObject([{ note: uri('Q42') }])
})
