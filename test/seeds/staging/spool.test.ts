import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { buckets, Spool, SpoolError } from '../../../seeds/staging/spool.ts'

const { TMPDIR } = process.env
afterEach(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR
})

const read = (spool: Spool) => [...buckets()].map(bucket => [...spool.read(bucket)])

test('a spool returns rows from disk as from memory, with each key in one bucket and its rows in order', () => {
  const rows = fc.array(fc.tuple(fc.string({ maxLength: 2, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })))
  fc.assert(
    fc.property(rows, rows => {
      const [onDisk, inMemory] = [new Spool(20), new Spool()]
      for (const spool of [onDisk, inMemory]) for (const row of rows) spool.add(row[0], row)
      const found = read(onDisk)
      expect(found).toEqual(read(inMemory))
      for (const key of new Set(rows.map(([key]) => key))) {
        const [its, ...more] = found.map(bucket => bucket.filter(row => row[0] === key)).filter(rows => rows.length > 0)
        expect(its).toEqual(rows.filter(row => row[0] === key))
        expect(more).toEqual([])
      }
      onDisk.close()
    }),
    { numRuns: 50 },
  )
})

test('a spool reports a disk that takes no rows and suggests setting TMPDIR', () => {
  process.env.TMPDIR = '/nowhere/at/all'
  const spool = new Spool(20)
  expect(() => spool.add('ada', ['a row of more than twenty characters'])).toThrow(SpoolError)
  expect(() => spool.add('ada', ['and another'])).toThrow(/in \/nowhere\/at\/all: ENOENT.*Set TMPDIR/)
})
