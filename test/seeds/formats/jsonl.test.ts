import { expect, test } from 'vitest'
import { smallTable } from '../../worlds/small.ts'
import { readFiles, shortClaims } from '../reading.ts'

const WORLD = `\ufeff{"table":"people","id":"ada","name":"Ada","aliases":["阿达","A; B"]}

{"table":"organisations","id":"mill","name":"The Mill","type":"company"}\r
{"table":"sources","id":"gazette","title":"A history","published":2021}
   
{"table":"claims","person":"ada","organisation":"mill","event":"left","on":"2015~","source":"gazette"}
`

test('the JSON Lines reader accepts blank lines, a byte order mark and both kinds of line endings', async () => {
  const { data, messages } = await readFiles({ 'all.jsonl': WORLD })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ id: 'ada', aliases: ['阿达', 'A; B'], place: { line: 1 } }])
  expect(data.sources).toMatchObject([{ published: '2021', place: { line: 4 } }])
  expect(shortClaims(data)).toEqual(['ada mill left 2015~'])
})

test('the name of a JSON Lines file can give the table', async () => {
  const { data, messages } = await readFiles({ 'people-2.ndjson': '{"id":"ada","name":"Ada"}\n' })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ id: 'ada' }])
})

test('claims have the same ids from JSON Lines as from CSV', async () => {
  const [header = '', ...rows] = smallTable('claims.csv').trim().split('\n')
  const columns = header.split(',')
  const lines = rows.map(row =>
    JSON.stringify(Object.fromEntries(row.split(',').map((field, at) => [columns[at], field]))),
  )
  const ids = async (files: Record<string, string>) => (await readFiles(files)).data.claims.map(({ id }) => id)
  const given = await ids({ 'claims.csv': smallTable('claims.csv') })
  expect(given).toHaveLength(15)
  expect(await ids({ 'claims.jsonl': lines.join('\n') })).toEqual(given)
})

test.each([
  ['text that is not JSON', '{"table":"people",', /^a\.jsonl:2: is not JSON/],
  ['a list', '["people"]', /^a\.jsonl:2: is not a JSON object/],
  ['a row without a table', '{"id":"ben"}', /^a\.jsonl:2: table: is missing; write one of people/],
  ['a misspelt table', '{"table":"claim"}', /^a\.jsonl:2: table: "claim" is not one of .*did you mean "claims"/],
  ['__proto__ as a table', '{"table":"__proto__"}', /^a\.jsonl:2: table: "__proto__" is not one of/],
  ['an object for a name', '{"table":"people","id":"x","name":{}}', /^a\.jsonl:2: name: is an object; write text$/],
  ['an object for aliases', '{"table":"people","id":"x","name":"X","aliases":{}}', /^a\.jsonl:2: aliases: /],
  [
    'an invalid date',
    '{"table":"claims","person":"ada","organisation":"m","event":"left","on":"soon","source":"s"}',
    /^a\.jsonl:2: on: "soon" is not a date/,
  ],
])('in JSON Lines, %s is a fault of its line, and the other lines are read', async (_what, line, expected) => {
  const { data, messages } = await readFiles({
    'a.jsonl': `{"table":"people","id":"ada","name":"Ada"}\n${line}\n{"table":"people","id":"eve","name":"Eve"}`,
  })
  expect(messages.filter(fault => expected.test(fault))).toHaveLength(1)
  expect(data.people.map(({ id }) => id)).toEqual(['ada', 'eve'])
})

test('an unknown JSON Lines column causes one warning, with the closest existing name', async () => {
  const rows = ['a', 'b'].map(id => JSON.stringify({ table: 'people', id, name: id, alias: 'x' }))
  const { data, messages } = await readFiles({ 'a.jsonl': rows.join('\n') })
  expect(messages).toEqual([expect.stringMatching(/^a\.jsonl:1: alias: warning: .*did you mean "aliases"\?/)])
  expect(data.people).toHaveLength(2)
})

test('a JSON document over many lines in a .jsonl file is one fault that explains the format', async () => {
  const { messages } = await readFiles({
    'a.jsonl': JSON.stringify([{ table: 'people', id: 'ada', name: 'Ada' }], null, 1),
  })
  expect(messages).toEqual([
    expect.stringMatching(/^a\.jsonl:1: is one JSON document, but JSON Lines has one object on each line/),
  ])
})

test('numbers among JSON Lines aliases are read as text', async () => {
  const { data, messages } = await readFiles({ 'people.jsonl': '{"id":"x","name":"X","aliases":[7,null,"Seven"]}\n' })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ aliases: ['7', 'Seven'] }])
})
