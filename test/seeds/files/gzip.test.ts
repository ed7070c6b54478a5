import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openInput } from '../../../seeds/files/input.ts'
import { smallTable } from '../../worlds/small.ts'
import { fixture, readFiles, readPaths, shortClaims, writeFiles } from '../reading.ts'

const people = gzipSync(smallTable('people.csv'))

test('gzipped tables are read like plain ones, by their path or by their folder', async () => {
  const [path = ''] = await writeFiles({ 'people.csv.gz': people })
  for (const paths of [[path], [path.replace(/\/[^/]+$/, '')]]) {
    const { data, messages } = await readPaths(paths)
    expect(messages).toEqual([])
    expect(data.people).toHaveLength(9)
  }
})

test('a gzipped workbook is read like a plain one', async () => {
  const { data } = await readFiles({ 'tables.xlsx.gz': gzipSync(await readFile(fixture('tables.xlsx'))) })
  expect(shortClaims(data)).toHaveLength(8)
})

test('a truncated gzip file is a fault, and nothing of it is read', async () => {
  const { data, messages } = await readFiles({ 'people.csv.gz': people.subarray(0, people.length - 20) })
  expect(messages).toEqual(['people.csv.gz: is a truncated gzip file; download or compress it again'])
  expect(data.people).toEqual([])
})

test('a gzip file with corrupt bytes is a fault', async () => {
  const wrong = Buffer.from(people)
  wrong.fill(0xff, 20, 60)
  expect((await readFiles({ 'people.csv.gz': wrong })).messages).toEqual([
    'people.csv.gz: is a corrupt gzip file; download or compress it again',
  ])
})

test('an input that unpacks beyond the memory limit is a fault only for formats that are read as a whole', async () => {
  const [path = ''] = await writeFiles({ 'people.csv.gz': gzipSync(Buffer.alloc(3_000_000, 'x\n')) })
  const input = await openInput(path, () => {}, 1_000_000)
  await expect(input.text()).rejects.toThrow('has 3 MB; the limit for this format is 1 MB. Split it')
  await expect(input.bytes()).rejects.toThrow('has 3 MB')
  let length = 0
  for await (const text of input.chunks()) length += text.length
  expect(length).toBe(3_000_000)
})
