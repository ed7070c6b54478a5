import { expect, test } from 'vitest'
import { OptionError, readHelp, readOptions } from '../../../seeds/read/read-options.ts'
import { formats } from '../../../seeds/read/registry.ts'
import { readFiles } from '../reading.ts'

test('readOptions turns command-line options into reading options', async () => {
  expect(await readOptions({})).toEqual({})
  expect(
    await readOptions({ format: 'ftm', source: 's', 'source-title': 'S', 'source-url': 'https://s.example/' }),
  ).toEqual({
    format: 'ftm',
    source: { id: 's', title: 'S', url: 'https://s.example/' },
  })
})

test.each([
  [{ format: 'csv', map: 'm.yaml' }, /cannot be combined/],
  [{ format: 'xls' }, /--format xls is unknown; formats: .*\bcsv, .*\bxlsx\b/],
  [{ encoding: 'utf-9' }, /--encoding utf-9 is unknown; write utf-8, windows-1252, gb18030/],
  [{ 'source-title': 'S' }, /need --source ID/],
  [{ source: 's', 'source-url': 'https://s.example/' }, /needs --source-title/],
])('readOptions rejects %j', async (values, expected) => {
  await expect(readOptions(values)).rejects.toThrow(OptionError)
  await expect(readOptions(values)).rejects.toThrow(expected)
})

test('the help lists every format of the formats folder', async () => {
  const help = await readHelp()
  for (const { name, about } of await formats()) expect(help).toContain(`  ${name.padEnd(8)} ${about}`)
})

test('a named format is used for any file name, and an unrecognised file name is a fault without one', async () => {
  const text = '{"table":"people","id":"ada","name":"Ada"}\n'
  expect((await readFiles({ 'notes.txt': text }, { format: 'jsonl' })).data.people).toMatchObject([{ id: 'ada' }])
  expect((await readFiles({ 'notes.txt': text })).messages).toEqual([
    expect.stringMatching(
      /^notes\.txt: has no known format; known extensions are .*\.csv, .*Give a --format or a --map$/,
    ),
  ])
})

test('the URL of --source is checked like any other', async () => {
  const source = { id: 's', title: 'S', url: 'javascript:x' }
  expect((await readFiles({}, { source })).messages).toEqual([
    '--source:1: --source-url: is not a web address; write https://…',
  ])
})

test('the options --sheet and --hidden select the parts of workbooks to read', async () => {
  expect((await readOptions({ sheet: ['a', 'b'], hidden: true })).workbook).toEqual({
    sheets: ['a', 'b'],
    hidden: true,
  })
  expect((await readOptions({})).workbook).toBeUndefined()
})
