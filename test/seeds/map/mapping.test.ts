import { expect, test } from 'vitest'
import { checkDataset } from '../../../seeds/check/check-dataset.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { NO_RECORDS } from '../../../seeds/store/existing-records.ts'
import { fixture, readMapped, readPaths, shortClaims, writeFiles } from '../reading.ts'

const MAPPING = `# transfers
dates: [d.M.yyyy, M/yyyy, yyyy年M月, MMM yyyy]
empty: ['?']
values:
  manner: {Rücktritt: resigned, Wechsel: transferred, '*': ''}
sources:
  - {id: list, title: A list, published: 2021}
people:
  - id: '{Name|slug}'
    name: '{Name}'
    aliases: '{Also}'
organisations:
  - {id: 'club-{From|slug}', name: '{From}', type: company}
  - {id: 'club-{To|slug}', name: '{To}', type: company}
claims:
  - when: {From: true}
    person: '{Name|slug}'
    organisation: 'club-{From|slug}'
    event: left
    on: '{Date}'
    manner: '{Kind|manner}'
    source: list
    locator: 'row {@line}'
  - when: {To: true}
    person: '{Name|slug}'
    organisation: 'club-{To|slug}'
    event: joined
    on: '{Date}'
    origin: 'club-{From|slug}'
    source: list
    locator: 'row {@line}'
`
const ROWS = `Name;From;To;Date;Kind;Also
Ada Álvarez;The Mill;The Kiln;5.3.2015;Wechsel;阿达; A.
Ben;The Mill;?;06/2019;Rücktritt;
翁荔;?;The Mill;2018年3月;new;
`.replace(';阿达; A.', ';"阿达; A."')

test('a mapping turns a transfer row into a leaving and a joining with its origin', async () => {
  const { data, messages } = await readMapped(MAPPING, { 'moves.csv': ROWS })
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual([
    'ada-alvarez club-the-mill left 2015-03-05',
    'ada-alvarez club-the-kiln joined 2015-03-05',
    'ben club-the-mill left 2019-06',
    '翁荔 club-the-mill joined 2018-03',
  ])
  expect(data.claims.map(({ origin }) => origin)).toEqual([null, 'club-the-mill', null, null])
  expect(data.claims.map(({ manner }) => manner)).toEqual(['transferred', null, 'resigned', null])
})

test('a mapping creates people, organisations and sources once each', async () => {
  const { data } = await readMapped(MAPPING, { 'moves.csv': ROWS })
  expect(data.people).toMatchObject([
    { id: 'ada-alvarez', name: 'Ada Álvarez', aliases: ['阿达', 'A.'] },
    { id: 'ben', aliases: [] },
    { id: '翁荔' },
  ])
  expect(data.organisations.map(({ id }) => id)).toEqual(['club-the-mill', 'club-the-kiln'])
  expect(data.sources).toMatchObject([{ id: 'list', published: '2021' }])
})

test('a name written in two ways is kept as an alias, with a warning', async () => {
  const { data, messages } = await readMapped(MAPPING, { 'moves.csv': `${ROWS}ada alvarez;The Kiln;?;2020;Wechsel;\n` })
  expect(data.people[0]).toMatchObject({ name: 'Ada Álvarez', aliases: ['阿达', 'A.', 'ada alvarez'] })
  expect(messages).toEqual([
    expect.stringMatching(/^moves\.csv:5: Name: warning: "ada alvarez" is kept as another name/),
  ])
})

test('a fault in a mapped row names the column of the file', async () => {
  const { messages } = await readMapped(MAPPING, { 'moves.csv': `${ROWS}Eve;The Mill;?;31.2.2020;Wechsel;\n` })
  expect(messages).toEqual([
    expect.stringMatching(/^moves\.csv:5: Date: "2020-02-31" is not a date: 2020-02 has no day 31/),
  ])
})

test('a mapping reads the named sheet of a workbook, with the dates that its cells show', async () => {
  const mapping = MAPPING.replaceAll('{Also}', '')
    .replace('dates:', 'rows: {sheet: Moves}\ndates:')
    .replace('Rücktritt:', 'transfer: transferred, Rücktritt:')
  const [map = ''] = await writeFiles({ 'mapping.yaml': mapping })
  const { data, messages } = await readPaths([fixture('moves-1904.xlsx')], { map })
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual([
    'ada-alvarez club-the-mill left 2015-03-05',
    'ada-alvarez club-the-kiln joined 2015-03-05',
    'ben club-the-mill left 2019-06',
  ])
})

const TERMS = `
rows:
  each: terms
  merge: {same: [terms.house], from: terms.start, to: terms.end, days: 3}
sources: [{id: s, title: S}]
people: [{id: '{id}', name: ['{name.full}', '{name.first} {name.last}']}]
organisations: [{id: '{terms.house}', name: '{terms.house}', type: government}]
claims:
  - {person: '{id}', organisation: '{terms.house}', event: joined, on: '{terms.start}', source: s, locator: '{@index}'}
  - {when: {terms.end: {before: 2026}}, person: '{id}', organisation: '{terms.house}', event: left, on: '{terms.end}', source: s, locator: '{@index}'}
`
const LEGISLATORS = [
  {
    id: 'ada',
    name: { first: 'Ada', last: 'Á.' },
    terms: [
      { house: 'lower', start: '2001-01-03', end: '2003-01-03' },
      { house: 'lower', start: '2003-01-04', end: '2005-01-03' },
      { house: 'lower', start: '2007-01-03', end: '2009-01-03' },
      { house: 'upper', start: '2009-01-03', end: '2027-01-03' },
    ],
  },
  { id: 'ben', name: { full: 'Ben B.' }, terms: [{ house: 'upper', start: '2027-01-03', end: '2033-01-03' }] },
]

test.each([
  ['JSON', 'l.json', JSON.stringify(LEGISLATORS)],
  ['JSON Lines', 'l.jsonl', LEGISLATORS.map(one => JSON.stringify(one)).join('\n')],
  ['YAML', 'l.yaml', JSON.stringify(LEGISLATORS, null, 1)],
])('in %s, consecutive terms within a row are one stay, and an ongoing term has no end', async (_what, name, text) => {
  const { data, messages } = await readMapped(TERMS, { [name]: text })
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual([
    'ada lower joined 2001-01-03',
    'ada lower left 2005-01-03',
    'ada lower joined 2007-01-03',
    'ada lower left 2009-01-03',
    'ada upper joined 2009-01-03',
    'ben upper joined 2027-01-03',
  ])
  expect(data.people.map(({ name }) => name).toSorted()).toEqual(['Ada Á.', 'Ben B.'])
})

test('a mapping finds the only list of a JSON document, or the one named in rows.path', async () => {
  const text = JSON.stringify({ meta: { tags: ['x'] }, data: { items: LEGISLATORS } })
  expect(shortClaims((await readMapped(TERMS, { 'l.json': text })).data)).toHaveLength(6)
  const two = JSON.stringify({ data: { items: LEGISLATORS, others: [{ id: 'x' }] } })
  const named = TERMS.replace('  each:', '  path: data.items\n  each:')
  expect(shortClaims((await readMapped(named, { 'l.json': two })).data)).toHaveLength(6)
  expect((await readMapped(TERMS, { 'l.json': two })).messages).toEqual([
    'l.json: has several lists; name one as rows.path in the mapping: data.items, data.others',
  ])
  const wrong = TERMS.replace('  each:', '  path: items\n  each:')
  expect((await readMapped(wrong, { 'l.json': two })).messages).toContain(
    'l.json: has no list at "items"; lists: data.items, data.others',
  )
})

test('a mapping reads years of two digits as years of the hundred that begin with a stated year', async () => {
  const mapping = `dates: [{ pattern: M/d/yy, from: 1950 }]
sources: [{id: s, title: S}]
people: [{id: '{Name|slug}', name: '{Name}'}]
organisations: [{id: mill, name: The Mill, type: company}]
claims:
  - {person: '{Name|slug}', organisation: mill, event: joined, on: '{Start}', source: s}
`
  const file = { 'cabinet.csv': 'Name,Start\nAda,1/21/77\nBen,3/12/21\n' }
  const { data, messages } = await readMapped(mapping, file)
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(['ada mill joined 1977-01-21', 'ben mill joined 2021-03-12'])
  expect((await readMapped(mapping.replace(', from: 1950', ''), file)).messages).toEqual([
    expect.stringMatching(/^mapping\.yaml:1: dates\[1\] .*\{ pattern: M\/d\/yy, from: 1950 \}/),
  ])
  expect((await readMapped(mapping.replace('from: 1950', 'from: 50'), file)).messages).toEqual([
    expect.stringMatching(/^mapping\.yaml:1: dates\[1\]\.from .*is not a four-digit year/),
  ])
  expect((await readMapped(mapping.replace('from: 1950', 'form: 1950'), file)).messages).toEqual([
    expect.stringMatching(/^mapping\.yaml:1: dates\[1\]\.form .*did you mean "from"/),
    expect.stringMatching(/two-digit year/),
  ])
})

test('a claim that several rows of a mapped file make is made once', async () => {
  const again = 'Ada Álvarez;The Mill;The Kiln;5.3.2015;Wechsel;\n'
  const [map = '', file = ''] = await writeFiles({
    'mapping.yaml': MAPPING.replaceAll("    locator: 'row {@line}'\n", ''),
    'moves.csv': ROWS + again,
  })
  const data = await readDataset([file], { map })
  const { problems, chunks: portions } = await checkDataset(data, NO_RECORDS)
  const claims = [...portions()].flatMap(({ claims }) => claims)
  data.close()
  expect(problems.list()).toEqual([])
  expect(claims.filter(({ person }) => person === 'ada-alvarez').map(({ event }) => event)).toEqual(['left', 'joined'])
})

test('a claim that two rows of a mapped file state differently keeps the values of the first row, with a warning', async () => {
  const { messages } = await readMapped(MAPPING.replaceAll("    locator: 'row {@line}'\n", ''), {
    'moves.csv': `${ROWS}Ada Álvarez;The Mint;The Kiln;5.3.2015;Wechsel;\n`,
  })
  expect(messages).toEqual([
    expect.stringMatching(
      /^moves\.csv:5: warning: differs in origin from the same claim of moves\.csv:2, which is kept/,
    ),
  ])
})
