import { describe, expect, test } from 'vitest'
import { readFiles, readMapped, readPaths } from '../reading.ts'

const HEADER = 'id,name,aliases\n'
const MB = 1024 * 1024

test.each(['=cmd|calc', '+1', '-2', '@SUM(A1)', '__proto__', 'constructor', `e${'\u0301'.repeat(300)}`, '<script>'])(
  'the name %j is read as plain text',
  async name => {
    const { data, messages } = await readFiles({ 'people.csv': `${HEADER}x,${name},\n` })
    expect(messages).toEqual([])
    expect(data.people).toMatchObject([{ name: name.normalize('NFC') }])
  },
)

test('__proto__ and constructor are plain text as ids, columns and values', async () => {
  const { data, messages } = await readFiles({
    'people.csv': 'id,name,__proto__,constructor\n__proto__,A,x,y\nconstructor,B,x,y\n',
    'organisations.jsonl': '{"id":"o","name":"O","type":"company","__proto__":{"note":"polluted"}}\n',
  })
  expect(data.people.map(({ id }) => id)).toEqual(['__proto__', 'constructor'])
  expect(messages.map(fault => fault.replace(/; .*/, ''))).toEqual([
    'people.csv:1: __proto__: warning: is not a column of people',
    'people.csv:1: constructor: warning: is not a column of people',
    'organisations.jsonl:1: __proto__: warning: is not a column of organisations',
  ])
  expect(data.organisations).toMatchObject([{ note: null }])
  expect(({} as { note?: string }).note).toBeUndefined()
})

test('__proto__ is plain text as a column of a mapping and as a value of a table', async () => {
  const { data, messages } = await readMapped(
    "values: {kind: {a: company}}\norganisations: [{id: '{__proto__|slug}', name: '{__proto__}', type: '{Kind|kind}'}]\n",
    { 'x.csv': '__proto__,Kind\nMill,a\nKiln,__proto__\n' },
  )
  expect(data.organisations).toMatchObject([{ id: 'mill', name: 'Mill' }])
  expect(messages).toEqual([expect.stringMatching(/^x\.csv:3: Kind: "__proto__" is not in the values "kind"/)])
})

test.skipIf(process.platform !== 'linux')('a file that the system refuses to read is reported by name', async () => {
  const { messages } = await readPaths(['/proc/self/mem'])
  expect(messages).toEqual([expect.stringMatching(/^\/proc\/self\/mem: cannot be read: EIO/)])
})

test('line breaks and tabs within a field are read as a space', async () => {
  const { data, messages } = await readFiles({ 'people.csv': 'id,name,note\nx,"Ada\r\n Smith","one\n\ntwo\tthree"\n' })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ name: 'Ada Smith', note: 'one two three' }])
})

test('an unpaired surrogate is a fault, because Neo4j would store another character', async () => {
  const { messages } = await readFiles({
    'people.jsonl': '{"id":"x","name":"A\\ud83d"}\n{"id":"y","name":"A\\ud83d\\ude00"}\n',
  })
  expect(messages).toEqual(['people.jsonl:1: name: has half of a character (an unpaired surrogate); remove it'])
})

test.each<[string, string]>([
  ['x.jsonl', `{"table":"people","id":"x","name":"X","aliases":${'['.repeat(1e5)}${']'.repeat(1e5)}}`],
  ['x.ftm.json', `{"schema":"Person","id":"x","properties":{"name":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`],
])('in %s, lists nested over 100 deep are a fault of their row', async (file, row) => {
  const { data, messages } = await readFiles({ [file]: `${row}\n` })
  expect(messages).toEqual([`${file}:1: has lists or objects nested more than 100 deep`])
  expect(data.people).toEqual([])
})

test.each(['x.json', 'x.yaml'])(
  'in %s with a mapping, objects nested over 100 deep are a fault of their row',
  async file => {
    const depth = file === 'x.json' ? 1e5 : 500
    const { messages } = await readMapped("people: [{id: '{Name|slug}', name: '{Name}'}]\n", {
      [file]: `[{"Name": "Ada"}, {"Name": "Ben", "x": ${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}]`,
    })
    expect(messages).toEqual([
      expect.stringMatching(/^x\.\w+:1 \(row 2 of the line\): has lists or objects nested more than 100 deep$/),
    ])
  },
)

test('a control character is a fault of its row and is not repeated in the message', async () => {
  const { messages } = await readFiles({
    'people.csv': `${HEADER}x,A\u001b[31m,\n`,
    'sources.csv': 'id,title,no\u0007\n',
  })
  expect(messages).toContain('people.csv:2: name: has the control character U+001B; remove it')
  expect(messages.join('')).not.toMatch(/\p{Cc}/u)
})

test.each([
  ['people.csv', 'id,name\nada,Ada\0 Mill\nben,Ben\n', 'people.csv:2: holds a NUL byte (column 8); remove it'],
  ['some.csv', 'id,name\r\nada,Ada\0 Mill\r\n', 'some.csv:2: holds a NUL byte (column 8); remove it'],
  [
    'people.jsonl',
    `${'{"id":"x","name":"X"}\n'.repeat(20_000)}{"id":"\0y"}\n`,
    'people.jsonl:20001: holds a NUL byte (column 8); remove it',
  ],
])('a NUL byte in %s is reported with its line and column', async (name, text, expected) => {
  expect((await readFiles({ [name]: text })).messages.slice(-1)).toEqual([expected])
})

test('a file of binary data is not taken for text with a NUL byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * at * 7 + at * 13) % 256))
  expect((await readFiles({ 'x.csv': bytes })).messages).toEqual(['x.csv: is empty or not text'])
})

describe('faults of megabytes', { timeout: 60_000 }, () => {
  const long = 'x'.repeat(10 * MB)
  // The parser of CSV reads a header slowly, because it looks for the kind of line break.
  const header = long.slice(0, MB)
  test.each<[string, string, string, RegExp]>([
    [
      'a name',
      'people.csv',
      `${HEADER}x,${long},\n`,
      /^people\.csv:2: name: has 10485760 characters; a field has at most 20000$/,
    ],
    [
      'a date',
      'claims.csv',
      `person,organisation,event,on,source\na,b,left,${long},s\n`,
      /^claims\.csv:2: on: has 10485760 characters/,
    ],
    [
      'a header',
      'people.csv',
      `id,name,${header}\nx,X,y\n`,
      /^people\.csv:1: x{80}…: warning: is not a column of people/,
    ],
    [
      'an unclosed quote',
      'people.csv',
      `${HEADER}x,"${long}\n`,
      /^people\.csv:2: \(column 3\): the quoted field that begins here is not closed/,
    ],
    [
      'JSON Lines',
      'people.jsonl',
      `{"id":"x","name":"${long}"}\n`,
      /^people\.jsonl:1: has 1048\d+ characters; the limit is/,
    ],
    [
      'FollowTheMoney',
      'x.ftm',
      `{"id":"x","schema":"Person","properties":{"name":["${long}"]}}\n`,
      /^x\.ftm:1: has 1048\d+ characters/,
    ],
    [
      'Popolo',
      'x.json',
      `{"persons":[{"id":"x","name":"${long}"}]}`,
      /^x\.json:1: persons name: has 10485760 characters/,
    ],
  ])('a fault of megabytes in %s is reported in a short message', async (_what, name, text, expected) => {
    const { messages } = await readFiles({ [name]: text })
    expect(messages.filter(fault => expected.test(fault))).toHaveLength(1)
    expect(messages.join('').length).toBeLessThan(2000)
  })
})

test('a date of over 100 characters is rejected for its length', async () => {
  const { messages } = await readFiles({
    'claims.csv': `person,organisation,event,on,source\na,b,left,${'2020/'.repeat(1000)},s\n`,
  })
  expect(messages).toContain('claims.csv:2: on: is not a date: it has over 100 characters')
})

test('a JSON document nested 100,000 deep does not crash the reader', async () => {
  const deep = `{"persons":[{"id":"x","name":"X","more":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`
  const { data } = await readFiles({ 'x.json': deep })
  expect(data.people.length + data.problems.length).toBe(1)
})

test('a byte order mark or a header alone is no fault, and a CSV file of blank lines is', async () => {
  expect((await readFiles({ 'people.jsonl': '\ufeff\n' })).messages).toEqual([])
  expect((await readFiles({ 'people.csv': HEADER })).messages).toEqual([])
  expect((await readFiles({ 'people.csv': '\n\n' })).messages).toEqual([
    'people.csv: is empty; its first line must name the columns',
  ])
})
