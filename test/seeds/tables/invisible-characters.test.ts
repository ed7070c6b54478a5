import { expect, test } from 'vitest'
import { readFiles, readMapped, rejectedRows, rowsOf, workbook } from '../reading.ts'

const ZERO_WIDTH = 'holds the invisible character U+200B (zero width space), which is removed'

test('an id with a zero width space is found, a name is stored without it, and both cause a warning', async () => {
  const { data, messages } = await readFiles({
    'people.csv': 'id,name,aliases\nben,\u200bBen Oke\u200b,B\u200b; Benny\n',
    'organisations.csv': 'id,name,type\nmill,The Mill,company\n',
    'sources.csv': 'id,title\ngaz,Gazette\n',
    'claims.csv': 'person,organisation,event,on,source\nben ,mill\u200b,left\u200b,2016\ufeff,\u2060gaz\n',
  })
  expect(data.people).toMatchObject([{ id: 'ben', name: 'Ben Oke', aliases: ['B', 'Benny'] }])
  expect(data.claims).toMatchObject([{ organisation: 'mill', event: 'left', on: '2016', source: 'gaz' }])
  expect(messages).toEqual([
    `people.csv:2: name: warning: ${ZERO_WIDTH}`,
    `people.csv:2: aliases: warning: ${ZERO_WIDTH}`,
    `claims.csv:2: organisation: warning: ${ZERO_WIDTH}`,
    `claims.csv:2: event: warning: ${ZERO_WIDTH}`,
    'claims.csv:2: on: warning: holds the invisible character U+FEFF (byte order mark), which is removed',
    'claims.csv:2: source: warning: holds the invisible character U+2060 (word joiner), which is removed',
  ])
})

test('spaces that do not break are ordinary spaces, without a warning', async () => {
  const { data, messages } = await readFiles({
    'people.csv': 'id,name\nada\u00a0,\u00a0 Ada\u202fMill\u3000\nwl,翁\u3000荔\n',
  })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([
    { id: 'ada', name: 'Ada Mill' },
    { id: 'wl', name: '翁 荔' },
  ])
})

test('the warning of an override of the writing direction says that the text was shown the other way round', async () => {
  const { data, messages } = await readFiles({ 'people.csv': 'id,name\nada,\u202ellim Ada\n' })
  expect(data.people).toMatchObject([{ name: 'llim Ada' }])
  expect(messages).toEqual([
    'people.csv:2: name: warning: holds the invisible character U+202E (right-to-left override), which is removed; check the text, which was displayed in reverse',
  ])
})

test('columns are known by their names without invisible characters', async () => {
  const rows = [
    ['id\u200b', '\u2060Name\u00a0'],
    ['ada', 'Ada'],
  ]
  const csv = rows.map(row => row.join(',')).join('\n')
  for (const [name, content] of [
    ['people.csv', csv],
    ['some.csv', csv],
    ['a.xlsx', workbook('people', rows)],
  ] as const) {
    const { data, messages } = await readFiles({ [name]: content })
    expect(messages).toEqual([])
    expect(data.people).toMatchObject([{ id: 'ada', name: 'Ada' }])
  }
})

test('a mapping makes ids, values and dates of text without invisible characters', async () => {
  const mapping = `dates: [yyyy/MM]
empty: [n/a]
values: {kind: {out: left}}
people: [{id: '{Name|slug}', name: '{Name}'}]
organisations: [{id: mill, name: Mill, type: company}]
sources: [{id: s, title: S}]
claims: [{person: '{Name|slug}', organisation: mill, event: '{Kind|kind}', on: '{On}', role: '{Role}', source: s}]
`
  const { data, messages } = await readMapped(mapping, {
    'x.csv': 'Name,Kind,On,Role,Unread\nSam\u200bZero,out\u200b,2015/03\u200b,n/a\u200b,\u200b\n',
  })
  expect(data.people).toMatchObject([{ id: 'samzero', name: 'SamZero' }])
  expect(data.claims).toMatchObject([{ event: 'left', on: '2015-03', role: null }])
  expect(new Set(messages)).toEqual(
    new Set(['Name', 'Kind', 'On', 'Role'].map(column => `x.csv:2: ${column}: warning: ${ZERO_WIDTH}`)),
  )
})

test('a rejected row keeps its invisible characters', async () => {
  const { text } = await rejectedRows({ 'people.csv': 'id,name,died\nben,Ben\u200b,never\n' })
  expect(rowsOf(text)).toMatchObject([{ name: 'Ben\u200b' }])
})
