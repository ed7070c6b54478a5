import { expect, test } from 'vitest'
import { z } from 'zod'
import { toCsv } from '../../../server/routes/csv.ts'

const row = z.object({
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  on: z.string(),
  disputed: z.boolean(),
  claims: z.array(z.string()),
})

test('has one column a value, CRLF, and quotes what needs it', () => {
  const rows = [{ person: { name: 'Weng, Lilian', id: 'lw' }, on: '2024', disputed: false, claims: ['a', 'b'] }]
  expect(toCsv(row, rows)).toBe(
    'person.id,person.name,on,disputed,claims\r\nlw,"Weng, Lilian",2024,false,"[""a"",""b""]"\r\n',
  )
})

test('has the same header without rows, and empty cells for what is not there', () => {
  expect(toCsv(row, [])).toBe('person.id,person.name,on,disputed,claims\r\n')
  expect(toCsv(row, [{ person: null, on: '', disputed: true, claims: [] }])).toBe(
    'person.id,person.name,on,disputed,claims\r\n,,,true,[]\r\n',
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('a spreadsheet does not run %j', text => {
  const [, line] = toCsv(z.object({ text: z.string() }), [{ text }]).split('\r\n')
  expect(line?.replace(/^"/, '')).toMatch(/^'/)
})
