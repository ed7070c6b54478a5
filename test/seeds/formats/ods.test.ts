import { expect, test } from 'vitest'
import { readFiles, readMapped, shortClaims } from '../reading.ts'
import { odsOf, smallSheets } from '../workbooks.ts'

const date = (value: string, style = '') =>
  `<table:table-cell office:value-type="date" office:date-value="${value}"${style && ` table:style-name="${style}"`}><text:p>shown</text:p></table:table-cell>`

const HEADER = ['person', 'organisation', 'event', 'on', 'source']

test('an ODS date is read as the day, month or year that its cell shows', async () => {
  const claims = [
    HEADER,
    ['ada', 'mill', 'joined', date('2015-03-05T10:00:00'), 'gaz'],
    ['ada', 'mill', 'left', date('2016-03-01', 'month'), 'gaz'],
    ['ada', 'mill', 'joined', date('2018-01-01', 'year'), 'gaz'],
  ]
  const { data, messages } = await readFiles({ 'book.ods': odsOf(smallSheets(claims)) })
  expect(messages).toEqual([])
  expect(shortClaims(data)).toEqual(['ada mill joined 2015-03-05', 'ada mill left 2016-03', 'ada mill joined 2018'])
})

test('repeated ODS cells and rows are read once for each repetition, with their lines', async () => {
  const repeatedCell =
    '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>cy</text:p></table:table-cell>'
  const rows = [
    ['id', 'name', 'note'],
    [repeatedCell, '<table:covered-table-cell/>'],
    ['dee', 'Dee', ''],
  ]
  const { data, messages } = await readFiles({ 'people.ods': odsOf([{ name: 'people', rows }]) })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([
    { id: 'cy', name: 'cy', place: { line: 2 } },
    { id: 'dee', place: { line: 3 } },
  ])
})

test('a comment in an ODS cell is no part of its text, and numbers, spaces and line breaks are', async () => {
  const commented =
    '<table:table-cell office:value-type="string"><office:annotation><text:p>to check</text:p></office:annotation><text:p>Ada<text:s text:c="2"/><text:span>Mill</text:span></text:p></table:table-cell>'
  const number =
    '<table:table-cell office:value-type="float" office:value="2019"><text:p>2,019</text:p></table:table-cell>'
  const rows = [
    ['id', 'name', 'note'],
    ['ada', commented, number],
  ]
  const { data, messages } = await readFiles({ 'people.ods': odsOf([{ name: 'people', rows }]) })
  expect(messages).toEqual([])
  expect(data.people).toMatchObject([{ name: 'Ada  Mill', note: '2019' }])
})

test('an ODS formula that came to an error is a fault of its row, with or without a mapping', async () => {
  const error =
    '<table:table-cell table:formula="of:=[.B9]" office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
  const file = {
    'a.ods': odsOf([
      {
        name: 'people',
        rows: [
          ['id', 'name'],
          ['ada', error],
          ['ben', 'Ben'],
        ],
      },
    ]),
  }
  for (const { data, messages } of [
    await readFiles(file),
    await readMapped('people: [{ id: "{id}", name: "{name}" }]\n', file),
  ]) {
    expect(messages).toEqual(['a.ods#people:2: B2: holds the error #REF!; correct the formula'])
    expect(data.people.map(({ id }) => id)).toEqual(['ben'])
  }
})

test.each([
  ['a.xls', /^a\.xls: is a workbook in an old format; save it as \.xlsx$/],
  ['a.fods', /^a\.fods: is a flat OpenDocument spreadsheet; save it as \.ods or \.xlsx$/],
  ['a.numbers', /^a\.numbers: is a Numbers spreadsheet; export it as \.xlsx or \.csv$/],
])('the unsupported file %s is a fault that suggests a format, with or without a mapping', async (name, expected) => {
  expect((await readFiles({ [name]: 'anything' })).messages).toEqual([expect.stringMatching(expected)])
  expect((await readMapped('people: [{ id: "{id}", name: "{name}" }]\n', { [name]: 'anything' })).messages).toEqual([
    expect.stringMatching(expected),
  ])
})

test.each(['a.yml', 'a.yaml'])('the file %s needs a mapping, and the fault says so', async name => {
  expect((await readFiles({ [name]: 'anything' })).messages).toEqual([
    `${name}: requires a mapping; draft one with npm run load -- --map init FILE (docs/mapping.md)`,
  ])
})
