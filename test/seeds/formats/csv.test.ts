import { describe, expect, test } from 'vitest'
import { readFiles, readMapped, rejectedRows, rowsOf, workbook } from '../reading.ts'

const PEOPLE = "people: [{id: '{id}', name: '{name}'}]\n"

describe('unbalanced quotes', () => {
  const rows = 'id,name,note\nada,Ada,"one\ntwo"\nben,"Ben ""B."" B.",\n'
  test.each([
    [
      'never closed',
      `${rows}cai,"Cai,\n${'x,X,\n'.repeat(500)}`,
      /^people\.csv:5: \(column 5\): the quoted field that begins here is not closed; close it, or double each quote/,
    ],
    [
      'closed amid text many lines below',
      `${rows}cai,Cai,"\n${'x,X,\n'.repeat(500)}y,"Y",\n`,
      /^people\.csv:5: \(column 9\): the quoted field that begins here is followed by text on line 506;/,
    ],
    [
      'in a row that spans several lines',
      `${rows}cai,"C\nai","three\nfour\nx,X,\n`,
      /^people\.csv:6: \(column 5\): the quoted field that begins here is not closed/,
    ],
    [
      'in a file with CR LF line endings',
      `${rows}cai,"Cai,\n`.replaceAll('\n', '\r\n'),
      /^people\.csv:5: \(column 5\): the quoted field that begins here is not closed/,
    ],
    [
      'open for over 32 MB',
      `${rows}cai,"Cai,\n${`${'x'.repeat(1024 * 1024)}\n`.repeat(34)}y,"Y",\n`,
      /^people\.csv:5: \(column 5\): the quoted field that begins here is longer than 32 MB/,
    ],
    [
      'within a field without quotes',
      `${rows}cai,𠮷 "C." Cai,\n`,
      /^people\.csv:5: \(column 7\): has a quote in an unquoted field; quote the whole field/,
    ],
    [
      'after a space',
      `${rows}cai, "Cai",\n`.replaceAll('\n', '\r\n'),
      /^people\.csv:5: \(column 6\): has a quote in an unquoted field/,
    ],
  ])('an unbalanced CSV quote is reported at its line and column: %s', async (_what, text, expected) => {
    expect((await readFiles({ 'people.csv': text })).messages).toContainEqual(expect.stringMatching(expected))
  })
})

describe('separator line', () => {
  test.each([
    ['sep=;\n', ';'],
    ['SEP=|\r\n', '|'],
    ['"sep=\t"\n', '\t'],
  ])('the first line %j sets the separator of a CSV file', async (line, separator) => {
    const table = ['id,name,note', 'ada,"Ada, A., of the Mill",', ',Nobody,']
      .join(line.endsWith('\r\n') ? '\r\n' : '\n')
      .replaceAll(/,(?! )/g, separator)
    for (const { data, messages } of [
      await readFiles({ 'people.csv': line + table }),
      await readFiles({ 'some.csv': line + table }),
      await readMapped(PEOPLE, { 'people.csv': line + table }),
    ]) {
      expect(messages).toEqual([expect.stringMatching(/:4: id: is empty/)])
      expect(data.people).toMatchObject([{ id: 'ada', name: 'Ada, A., of the Mill' }])
    }
  })

  test('a sep= line is honoured above rows of several tables, and a file of that line alone is empty', async () => {
    const mixed = 'sep=;\ntable;id;name\npeople;ada;Ada\n'
    expect((await readFiles({ 'all.csv': mixed })).data.people).toMatchObject([{ id: 'ada', place: { line: 3 } }])
    expect((await readFiles({ 'people.csv': 'sep=;\n' })).messages).toEqual([
      expect.stringMatching(/^people\.csv: is empty/),
    ])
  })
})

describe('columns without a name', () => {
  const rows = [
    ['id', 'name', '', ''],
    ['ada', 'Ada', '', ''],
    ['ben', 'Ben', 'B.', ''],
    ['cai', '', 'C.', ''],
  ]
  const table = rows.map(row => row.join(',')).join('\n')
  const warning = (place: string) =>
    `${place}: warning: holds "B." but has no name in the header, so it is not read; add a name`

  test('a value in an unnamed column causes one warning, where a value first occurs', async () => {
    for (const { messages } of [
      await readFiles({ 'people.csv': table }),
      await readMapped(PEOPLE, { 'people.csv': table }),
    ])
      expect(messages).toEqual([
        warning('people.csv:3: column 3'),
        expect.stringMatching(/^people\.csv:4: name: is empty/),
      ])
    for (const { messages } of [
      await readFiles({ 'a.xlsx': workbook('people', rows) }),
      await readMapped(PEOPLE, { 'a.xlsx': workbook('people', rows) }),
    ])
      expect(messages).toEqual([warning('a.xlsx#people:3: C3'), expect.stringMatching(/^a\.xlsx#people:4: name/)])
  })

  test('a value in an unnamed column is written to the reject file with its row', async () => {
    const errors = await rejectedRows({ 'people.csv': table })
    expect(rowsOf(errors.text)).toMatchObject([{ table: 'people', id: 'cai', 'column 3': 'C.' }])
    const mapped = await rejectedRows({ 'a.xlsx': workbook('people', rows) }, { mapping: PEOPLE })
    expect(rowsOf(mapped.text)).toMatchObject([{ id: 'cai', name: '', 'column C': 'C.' }])
  })
})
