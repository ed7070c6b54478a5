import { expect, test } from 'vitest'
import { readFiles, readMapped, shortClaims } from '../reading.ts'
import { odsOf, xlsxOf } from '../workbooks.ts'

const MAPPING = `sources: [{ id: list, title: A list }]
people: [{ id: '{Name|slug}', name: '{Name}', note: '{Note}' }]
organisations: [{ id: '{Org|slug}', name: '{Org}', type: company }]
claims: [{ person: '{Name|slug}', organisation: '{Org|slug}', event: left, on: '{Left}', source: list, locator: '{@file} {@line}' }]
`
const COLUMNS = ['Name', 'Org', 'Left', 'Note']
const row = (name: string, left: string, note = '') => [name, 'The Mill', left, note]
const object = (cells: string[]) => Object.fromEntries(COLUMNS.map((column, at) => [column, cells[at] ?? '']))
const csv = (cells: string[]) => `${COLUMNS.join(',')}\n${cells.join(',')}\n`

test('nine files of several formats under one mapping share their people, organisations and sources', async () => {
  const { data, messages } = await readMapped(MAPPING, {
    'a.csv': csv(row('Ada', '2010')),
    'b.tsv': `${COLUMNS.join('\t')}\n${row('Ada', '2011').join('\t')}\n`,
    'c.jsonl': `${JSON.stringify(object(row('Ben', '2012')))}\n`,
    'd.json': JSON.stringify([object(row('Ada', '2013', 'A miller'))]),
    'e.yaml': `- ${JSON.stringify(object(row('Ben', '2014')))}\n`,
    'f.xlsx': xlsxOf([{ name: 'Sheet1', rows: [COLUMNS, row('Ada', '2015')] }]),
    'g.ods': odsOf([{ name: 'Sheet1', rows: [COLUMNS, row('Cy', '2016')] }]),
    'h.txt': csv(row('Cy', '2017')),
    'i.ndjson': `${JSON.stringify(object(row('ada', '2018')))}\n`,
  })
  expect(messages).toEqual([
    expect.stringMatching(/^i\.ndjson:1: Name: warning: "ada" is kept as another name: "ada" has "Ada" at a\.csv:2/),
  ])
  expect(data.people.map(({ id, name, aliases, note }) => [id, name, aliases, note])).toEqual(
    expect.arrayContaining([
      ['ada', 'Ada', ['ada'], 'A miller'],
      ['ben', 'Ben', [], null],
      ['cy', 'Cy', [], null],
    ]),
  )
  expect(data.people).toHaveLength(3)
  expect(data.organisations.map(({ id }) => id)).toEqual(['the-mill'])
  expect(data.sources.map(({ id }) => id)).toEqual(['list'])
  expect(shortClaims(data)).toHaveLength(9)
})

test('several Popolo files share their people, organisations and sources, and differences are reported', async () => {
  const sources = [{ url: 'https://register.example/' }]
  const popolo = (hall: string, start: string) =>
    JSON.stringify({
      persons: [{ id: 'ada', name: 'Ada' }],
      organizations: [{ id: 'hall', name: hall }],
      memberships: [{ person_id: 'ada', organization_id: 'hall', start_date: start, sources }],
    })
  const { data, messages } = await readFiles({
    'a.json': popolo('The Hall', '2010'),
    'b.json': popolo('The Hall', '2012'),
    'c.json': popolo('Town Hall', '2014'),
  })
  expect(messages).toEqual([
    expect.stringMatching(/^c\.json:1 \(row 2 of the line\): .*warning: "Town Hall" is kept as another name/),
  ])
  expect([data.people, data.organisations, data.sources].map(({ length }) => length)).toEqual([1, 1, 1])
  expect(data.organisations).toMatchObject([{ name: 'The Hall', aliases: ['Town Hall'] }])
  expect(shortClaims(data)).toEqual(['ada hall joined 2010', 'ada hall joined 2012', 'ada hall joined 2014'])
})

test('several FollowTheMoney files share their entities, and one may name those of another', async () => {
  const line = (id: string, schema: string, properties: object) =>
    `${JSON.stringify({ id, schema, properties, datasets: ['reg'] })}\n`
  const ada = line('ada', 'Person', { name: ['Ada'], deathDate: ['2019'] })
  const post = line('king', 'Position', { name: ['King'] })
  const held = (id: string, startDate: string) =>
    line(id, 'Occupancy', { holder: ['ada'], post: ['king'], startDate: [startDate] })
  const { data, messages } = await readFiles({
    'a.ftm.json': ada + post + held('o1', '2010'),
    'b.ftm.json': ada + post + held('o2', '2012'),
    'c.ftm.json': held('o3', '2014'),
  })
  expect(messages).toEqual([])
  expect([data.people, data.organisations, data.sources].map(({ length }) => length)).toEqual([1, 1, 1])
  expect(data.people).toMatchObject([{ id: 'ada', died: '2019' }])
  expect(shortClaims(data)).toHaveLength(3)
})

test('part-of relations may differ between Popolo files, and each is kept', async () => {
  const sources = [{ url: 'https://register.example/' }]
  const popolo = (parent: string) =>
    JSON.stringify({
      persons: [],
      organizations: [
        { id: 'a', name: 'A', classification: 'government' },
        { id: 'b', name: 'B', classification: 'government' },
        { id: 'unit', name: 'The unit', classification: 'committee', parent_id: parent, sources },
      ],
    })
  const { data, messages } = await readFiles({ '1.json': popolo('a'), '2.json': popolo('b'), '3.json': popolo('b') })
  expect(messages).toEqual([])
  expect(data.partOf.map(({ part, whole }) => [part, whole])).toEqual([
    ['unit', 'a'],
    ['unit', 'b'],
  ])
})

test('two people with the same number in mapped rows are a fault, unless their names are alike', async () => {
  const mapping = `sources: [{ id: list, title: A list }]
people: [{ id: 'reg-{No}', name: '{Name}' }]
organisations: [{ id: mill, name: Mill, type: company }]
claims: [{ person: 'reg-{No}', organisation: mill, event: left, on: '{Left}', source: list }]
`
  const table = (second: string) => `No,Name,Left\n1,Ada Mill,2010\n1,${second},2011\n`
  const { messages } = await readMapped(mapping, { 'a.csv': table('Ben Okoro') })
  expect(messages).toEqual([
    'a.csv:3: Name: "Ben Okoro" does not resemble "Ada Mill", which has the id "reg-1" at line 2; give each a separate id',
  ])
  const alike = await readMapped(mapping, { 'a.csv': table('A. Mill') })
  expect(alike.messages).toEqual([expect.stringContaining('warning: "A. Mill" is kept as another name')])
})
