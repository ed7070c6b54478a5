import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { writeErrors } from '../../../seeds/read/reject-file.ts'
import { readMapped, readPaths, rejectedRows, rowsOf, shortClaims, writeFiles } from '../reading.ts'

const MAPPING = `
values: {manner: {quit: resigned}}
sources: [{id: s, title: S}]
people: [{id: '{Who|slug}', name: '{Who}'}]
organisations: [{id: mill, name: The Mill, type: company}]
claims:
  - {person: '{Who|slug}', organisation: mill, event: left, on: '{When}', manner: '{How|manner}', source: s}
`
const MOVES = [
  { Who: 'Ada', When: '2015', How: 'quit' },
  { Who: 'Ben', When: 'soon', How: 'quit' },
  { Who: 'Cai', When: '2016', How: 'quit' },
  { Who: 'Dot', When: '2016', How: 'qiut' },
]

describe('rejects among several rows on one line', () => {
  test.each([
    ['JSON', 'moves.json', JSON.stringify(MOVES)],
    ['a list within a JSON document', 'moves.json', JSON.stringify({ of: 2016, moves: MOVES })],
    [
      'YAML',
      'moves.yaml',
      `[${MOVES.map(({ Who, When, How }) => `{Who: ${Who}, When: ${When}, How: ${How}}`).join(', ')}]`,
    ],
  ])('of several rows on one line of %s, only those with a fault are rejected', async (_what, name, text) => {
    const { messages } = await readMapped(MAPPING, { [name]: text })
    expect(messages).toEqual([
      expect.stringMatching(/:1 \(row 2 of the line\): When: "soon" is not a date/),
      expect.stringMatching(/:1 \(row 4 of the line\): How: "qiut" is not in the values/),
    ])
    const rows = rowsOf((await rejectedRows({ [name]: text }, { mapping: MAPPING })).text)
    expect(rows).toMatchObject([
      { Who: 'Ben', error: expect.stringMatching(/^When: "soon" is not a date/) },
      { Who: 'Dot', error: expect.stringMatching(/^How: "qiut"/) },
    ])
  })

  test('of several Popolo persons on one line, only the one with a fault is rejected', async () => {
    const text = JSON.stringify({
      persons: [
        { id: 'ada', name: 'Ada' },
        { id: 'ben', name: '' },
        { id: 'cai', name: 'Cai' },
      ],
      organizations: [{ id: 'hall', name: 'The Hall' }],
    })
    const { text: errors } = await rejectedRows({ 'popolo.json': text })
    expect(rowsOf(errors)).toMatchObject([{ table: 'people', id: 'ben', error: 'persons name: is empty; give a name' }])
  })
})

describe('origin of a reject', () => {
  const LOCATED = MAPPING.replace('source: s}', "source: s, locator: '{@file} {@line}'}")

  test('{@file} and {@line} give the original file and line of a row, however often it is rejected', async () => {
    const files = { 'moves.csv': 'Who,When,How\nAda,2015,quit\nBen,soon,quit\nCai,then,quit\n' }
    const { text, options } = await rejectedRows(files, { mapping: LOCATED, extension: 'csv' })
    expect(text).toMatch(/Ben,soon,quit,.*moves\.csv,3\nCai,then,quit,.*moves\.csv,4\n$/)
    const again = await rejectedRows(
      { 'mended.csv': text.replace('soon', '2016') },
      { mapping: LOCATED, extension: 'csv' },
    )
    expect(again.text.split('\n').slice(1)).toEqual([expect.stringMatching(/^Cai,then,quit,.*moves\.csv,4$/), ''])
    const [mended = ''] = await writeFiles({ 'mended.csv': again.text.replace('then', '2017') })
    const { data, messages } = await readPaths([mended], options)
    expect(messages).toEqual([])
    expect(data.claims.map(({ locator }) => locator)).toEqual(['moves.csv row 4'])
  })

  test('a corrected reject file of a table loads without warnings about its error columns', async () => {
    const files = { 'people.csv': 'id,name\nada,Ada\nben,\n' }
    const { text } = await rejectedRows(files, { extension: 'csv' })
    const [file = ''] = await writeFiles({ 'mended.csv': text.replace('ben,', 'ben,Ben') })
    const { data, messages } = await readPaths([file])
    expect(messages).toEqual([])
    expect(data.people).toMatchObject([{ id: 'ben', name: 'Ben', place: { line: 2 } }])
  })

  test('a reject file keeps the file’s own column "error" and names the reason "error_reason"', async () => {
    const mapping = MAPPING.replace('source: s}', "source: s, note: '{error}'}")
    const files = { 'moves.csv': 'Who,When,How,error\nBen,soon,quit,typing error\n' }
    const { text, options } = await rejectedRows(files, { mapping, extension: 'csv' })
    expect(text).toMatch(/^Who,When,How,error,error_reason,error_file,error_line\nBen,soon,quit,typing error,.*soon/)
    const [file = ''] = await writeFiles({ 'mended.csv': text.replace('soon', '2016') })
    const { data } = await readPaths([file], options)
    expect(data.claims).toMatchObject([{ note: 'typing error' }])
  })
})

test('no reject file is written when an input file has changed since it was read', async () => {
  const [file = ''] = await writeFiles({ 'people.csv': 'id,name\nada,Ada\nben,\n' })
  const options = { everyFault: true }
  const { problems, fingerprint } = await readDataset([file], options)
  await writeFile(file, 'id,name\nben,\nada,Ada\n')
  const errors = join(dirname(file), 'to-mend.csv')
  await expect(writeErrors(errors, problems, [file], options, fingerprint)).rejects.toThrow(
    /people\.csv: changed while it was being read, .*load it again/,
  )
  expect(existsSync(errors)).toBe(false)
})

test('a row with too few fields is rejected with its table and the normalised column names', async () => {
  const { text } = await rejectedRows({ 'people.csv': 'Id,Name,Note\nada,Ada\nben,,\n' }, { extension: 'csv' })
  expect(text).toMatch(/^table,id,name,note,error,error_file,error_line\npeople,ada,Ada,,"?has 2 fields/)
})

test('the rows of a merged stay are rejected line by line, each once, and load once corrected', async () => {
  const mapping = `rows: {merge: {same: [Who], from: From, to: To}}
${MAPPING.replace("'{When}'", "'{To}'")}`
  const files = {
    'terms.csv': 'Who,From,To,How\nAda,2001-01-01,2002-01-01,qiut\nAda,2002-01-01,2003-01-01,\n',
  }
  const { text } = await rejectedRows(files, { mapping })
  expect(rowsOf(text)).toMatchObject([{ error_line: 2 }, { error_line: 3 }])
  expect(shortClaims((await readMapped(mapping, { 'mended.jsonl': text.replace('qiut', 'quit') })).data)).toEqual([
    'ada mill left 2003-01-01',
  ])
})

test('a reject file that cannot be written is a fault of --errors', async () => {
  const paths = await writeFiles({ 'people.csv': 'id,name\na b,Ada\n' })
  const options = { everyFault: true }
  const { problems, fingerprint } = await readDataset(paths, options)
  const file = join(dirname(paths[0] ?? ''), 'nowhere', 'to-mend.csv')
  await expect(writeErrors(file, problems, paths, options, fingerprint)).rejects.toThrow(
    /^--errors: .*to-mend\.csv cannot be written: ENOENT.*Nothing was loaded; name another file$/,
  )
})
