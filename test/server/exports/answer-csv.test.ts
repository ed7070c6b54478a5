import { expect, test } from 'vitest'
import { z } from 'zod'
import { toCsv } from '../../../server/exports/answer-csv.ts'

const row = z.object({
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  on: z.string(),
  disputed: z.boolean(),
  claims: z.array(z.string()),
})

test('toCsv writes one column per value, CRLF line endings, and quotes only where needed', () => {
  const rows = [{ person: { name: 'Weng, Lilian', id: 'lw' }, on: '2024', disputed: false, claims: ['a', 'b'] }]
  expect(toCsv(row, rows)).toBe(
    'person.id,person.name,on,disputed,claims\r\nlw,"Weng, Lilian",2024,false,"[""a"",""b""]"\r\n',
  )
})

test('toCsv writes the same header without rows, and empty cells for missing values', () => {
  expect(toCsv(row, [])).toBe('person.id,person.name,on,disputed,claims\r\n')
  expect(toCsv(row, [{ person: null, on: '', disputed: true, claims: [] }])).toBe(
    'person.id,person.name,on,disputed,claims\r\n,,,true,[]\r\n',
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('toCsv keeps a spreadsheet from running %j', text => {
  const [, line] = toCsv(z.object({ text: z.string() }), [{ text }]).split('\r\n')
  expect(line?.replace(/^"/, '')).toMatch(/^'/)
})
