import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { fixture, readFiles, readMapped, readPaths, workbook } from '../reading.ts'

// The workbooks of test/seeds/fixtures were written by openpyxl.
const zone = process.env.TZ
afterEach(() => {
  process.env.TZ = zone
})

test.each(['UTC', 'America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
  'a spreadsheet date is read as the day, month or year that its cell shows, in the time zone %s',
  async zone => {
    process.env.TZ = zone
    const { data, messages } = await readPaths([fixture('tables.xlsx')])
    expect(messages).toEqual([])
    expect(data.claims.map(({ on }) => on)).toEqual([
      '2015-03-05',
      '2016-03-05',
      '2017-05',
      '2018',
      '2019',
      '2020-05',
      '2021~',
      '1900-02-01',
    ])
  },
)

test('workbook sheets become tables by their names, blank rows are skipped, and other sheets are reported', async () => {
  const { data } = await readPaths([fixture('tables.xlsx')])
  expect(data.people).toMatchObject([
    { id: 'ada', name: 'Ada Álvarez', aliases: ['阿达', 'A. A.'] },
    { id: 'ben', name: '=Ben', place: { line: 4 } },
  ])
  expect(data.people[1]?.place.file).toMatch(/tables\.xlsx#People$/)
  expect(data.sources).toMatchObject([{ published: '2021' }])
  expect(data.notes).toEqual([expect.stringMatching(/the sheet "Remarks" does not have the name of a table/)])
})

test('a spreadsheet fault is reported with its sheet, row, column and cell', async () => {
  const { messages } = await readPaths([fixture('faulty.xlsx')])
  expect(messages).toContainEqual(expect.stringMatching(/faulty\.xlsx#claims:2: on \(D2\): "2024-13" is not a date/))
  expect(messages).toContainEqual(expect.stringMatching(/faulty\.xlsx#claims:3: D3: holds the error #REF!/))
})

const PEOPLE = 'people: [{id: "{id}", name: "{name}", note: "{note}"}]\n'

test('a spreadsheet row with an error value is a fault and is not read, with or without a mapping', async () => {
  const rows = [
    ['id', 'name', 'note'],
    ['ada', 'Ada', '#REF!'],
    ['ben', 'Ben', ''],
  ]
  for (const { data, messages } of [
    await readFiles({ 'a.xlsx': workbook('people', rows) }),
    await readMapped(PEOPLE, { 'a.xlsx': workbook('people', rows) }),
  ]) {
    expect(messages).toEqual(['a.xlsx#people:2: C2: holds the error #REF!; correct the formula'])
    expect(data.people.map(({ id }) => id)).toEqual(['ben'])
  }
})

test.each([
  [
    'with two columns of the same name',
    ['id', 'name', 'note', 'Note'],
    /^a\.xlsx#people:1: Note \(D1\): is the name of two/,
  ],
  ['with an error value', ['id', 'name', 'note', '#REF!'], /^a\.xlsx#people:1: D1: holds the error #REF!/],
])(
  'a spreadsheet header %s is a fault of the whole file, with or without a mapping',
  async (_what, header, expected) => {
    const sheet = workbook('people', [header, ['ada', 'Ada', 'one', 'two']])
    for (const { data, messages } of [
      await readFiles({ 'a.xlsx': sheet }),
      await readMapped(PEOPLE, { 'a.xlsx': sheet }),
    ]) {
      expect(messages).toEqual([expect.stringMatching(expected)])
      expect(data.problems).toMatchObject([{ whole: true }])
    }
  },
)

test.each([
  ['bytes that are not a workbook', Buffer.from('PK nothing'), /^a\.xlsx: is not a complete workbook/],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]), /^a\.xlsx: is an old or protected workbook/],
])('the XLSX reader rejects %s', async (_what, bytes, expected) => {
  expect((await readFiles({ 'a.xlsx': bytes })).messages).toEqual([expect.stringMatching(expected)])
})

test('the XLSX reader rejects a truncated workbook', async () => {
  const bytes = await readFile(fixture('tables.xlsx'))
  expect((await readFiles({ 'a.xlsx': bytes.subarray(0, 4000) })).messages).toEqual([
    expect.stringMatching(/^a\.xlsx: is not a complete workbook/),
  ])
})

test('an empty sheet named after a table is a fault of the whole file', async () => {
  const { data, messages } = await readFiles({ 'a.xlsx': workbook('people', [['']]) })
  expect(messages).toEqual(['a.xlsx#people: is empty; its first row must name the columns'])
  expect(data.problems).toMatchObject([{ whole: true }])
})

describe('formulas without a saved value', () => {
  const UNSAVED = '<c><f>B1</f><v></v></c>'
  const rows = [
    ['id', 'name', 'note', 'Remark'],
    ['ada', 'Ada', UNSAVED],
    ['ben', 'Ben', '<c t="str"><f>""</f><v></v></c>', UNSAVED],
    ['', '', '', UNSAVED],
    [UNSAVED],
  ]
  const fault = (cell: string, line: number) =>
    `a.xlsx#people:${line}: ${cell}: contains a formula without a value; open the workbook in a spreadsheet program and save it`

  test('a formula without a saved value is a fault of its row when its column is read', async () => {
    for (const { data, messages } of [
      await readFiles({ 'a.xlsx': workbook('people', rows) }),
      await readMapped(PEOPLE, { 'a.xlsx': workbook('people', rows) }),
    ]) {
      expect(messages.filter(text => !/remark: warning/.test(text))).toEqual([fault('C2', 2), fault('A5', 5)])
      expect(data.people).toMatchObject([{ id: 'ben', note: null }])
    }
  })

  test('a formula without a saved value in the header is a fault of the whole file', async () => {
    const { data, messages } = await readFiles({
      'a.xlsx': workbook('people', [
        ['id', 'name', UNSAVED],
        ['ada', 'Ada'],
      ]),
    })
    expect(messages).toEqual([fault('C1', 1)])
    expect(data.problems).toMatchObject([{ whole: true }])
  })
})

test('merged cells cause a warning with their sheet and range, unless they are empty or outside the columns', async () => {
  const rows = [
    ['id', 'name', 'note'],
    ['ada', 'Ada', 'both'],
    ['ben', 'Ben', ''],
    ['cai', 'Cai', ''],
    ['', '', '', 'x'],
  ]
  const sheet = workbook('people', rows, ['C2:C3', 'C4:C5', 'D5:E5'])
  for (const read of [await readFiles({ 'a.xlsx': sheet }), await readMapped(PEOPLE, { 'a.xlsx': sheet })])
    expect(read.messages.filter(text => /merged/.test(text))).toEqual([
      expect.stringMatching(/^a\.xlsx#people:2: C2:C3: warning: are merged, .*read as empty; unmerge them/),
    ])
})
