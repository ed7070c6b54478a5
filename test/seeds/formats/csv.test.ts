import { describe, expect, test } from 'vitest'
import { readFiles, readMapped, rowsOf, setAside, workbook } from '../reading.ts'

const PEOPLE = "people: [{id: '{id}', name: '{name}'}]\n"

describe('a quote that is amiss is told where it opens:', () => {
  const rows = 'id,name,note\nada,Ada,"one\ntwo"\nben,"Ben ""B."" B.",\n'
  test.each([
    [
      'one that does not end',
      `${rows}cai,"Cai,\n${'x,X,\n'.repeat(500)}`,
      /^people\.csv:5: is not CSV: Quote Not Closed: the quote that opens here is not closed; close it, or double it/,
    ],
    [
      'one that ends amid text, lines below',
      `${rows}cai,Cai,"\n${'x,X,\n'.repeat(500)}y,"Y",\n`,
      /^people\.csv:5: is not CSV: Invalid Closing Quote: the quote that opens here ends amid text on line 506;/,
    ],
    [
      'within a row of several lines',
      `${rows}cai,"C\nai","three\nfour\nx,X,\n`,
      /^people\.csv:6: is not CSV: Quote Not Closed/,
    ],
    [
      'with lines that end in CR LF',
      `${rows}cai,"Cai,\n`.replaceAll('\n', '\r\n'),
      /^people\.csv:5: is not CSV: Quote Not Closed/,
    ],
    [
      'one that goes on for a long time',
      `${rows}cai,"Cai,\n${`${'x'.repeat(1024 * 1024)}\n`.repeat(34)}y,"Y",\n`,
      /^people\.csv:5: is not CSV: Max Record Size: the quote that opens here goes on for over 32 MB/,
    ],
  ])('%s', async (_what, text, expected) => {
    expect((await readFiles({ 'people.csv': text })).told).toContainEqual(expect.stringMatching(expected))
  })
})

describe('the line sep=, by which Excel is told the separator, is heeded', () => {
  test.each([
    ['sep=;\n', ';'],
    ['SEP=|\r\n', '|'],
    ['"sep=\t"\n', '\t'],
  ])('as %j', async (line, separator) => {
    const table = ['id,name,note', 'ada,"Ada, A., of the Mill",', ',Nobody,']
      .join(line.endsWith('\r\n') ? '\r\n' : '\n')
      .replaceAll(/,(?! )/g, separator)
    for (const { data, told } of [
      await readFiles({ 'people.csv': line + table }),
      await readFiles({ 'some.csv': line + table }),
      await readMapped(PEOPLE, { 'people.csv': line + table }),
    ]) {
      expect(told).toEqual([expect.stringMatching(/:4: id: is empty/)])
      expect(data.people).toMatchObject([{ id: 'ada', name: 'Ada, A., of the Mill' }])
    }
  })

  test('above rows of several tables too, and alone it is an empty file', async () => {
    const mixed = 'sep=;\ntable;id;name\npeople;ada;Ada\n'
    expect((await readFiles({ 'all.csv': mixed })).data.people).toMatchObject([{ id: 'ada', place: { line: 3 } }])
    expect((await readFiles({ 'people.csv': 'sep=;\n' })).told).toEqual([
      expect.stringMatching(/^people\.csv: is empty/),
    ])
  })
})

describe('a column without a name', () => {
  const rows = [
    ['id', 'name', '', ''],
    ['ada', 'Ada', '', ''],
    ['ben', 'Ben', 'B.', ''],
    ['cai', '', 'C.', ''],
  ]
  const table = rows.map(row => row.join(',')).join('\n')
  const warning = (place: string) =>
    `${place}: warning: holds "B." and has no name in the header, so it is not read; name it there`

  test('is warned of once, where it first holds anything', async () => {
    for (const { told } of [
      await readFiles({ 'people.csv': table }),
      await readMapped(PEOPLE, { 'people.csv': table }),
    ])
      expect(told).toEqual([warning('people.csv:3: column 3'), expect.stringMatching(/^people\.csv:4: name: is empty/)])
    for (const { told } of [
      await readFiles({ 'a.xlsx': workbook('people', rows) }),
      await readMapped(PEOPLE, { 'a.xlsx': workbook('people', rows) }),
    ])
      expect(told).toEqual([warning('a.xlsx#people:3: C3'), expect.stringMatching(/^a\.xlsx#people:4: name/)])
  })

  test('is set aside with its row', async () => {
    const errors = await setAside({ 'people.csv': table })
    expect(rowsOf(errors.text)).toMatchObject([{ table: 'people', id: 'cai', 'column 3': 'C.' }])
    const mapped = await setAside({ 'a.xlsx': workbook('people', rows) }, { mapping: PEOPLE })
    expect(rowsOf(mapped.text)).toMatchObject([{ id: 'cai', name: '', 'column C': 'C.' }])
  })
})
