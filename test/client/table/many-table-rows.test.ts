import { expect, test } from 'vitest'
import { filterRows, sortRows, tableOf, withStates } from '../../../client/table/table-rows.ts'
import { rowAsOf } from '../../../picture/answer/row-as-of.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { madeRows } from '../../setup/made-rows.ts'

const MANY = 100_000

test('100,000 rows become a table as of a date, and are sorted and filtered', async () => {
  const question = (await readQuestions()).get('who-left')
  if (!question) throw new Error('no question who-left')
  const some = madeRows(question, 500, 5)
  const rows = Array.from({ length: MANY }, (_, at) => ({
    ...some[at % some.length],
    person: { id: `p${at}`, name: `Person ${(at * 7919) % MANY}` },
  }))
  const at = { earliest: '2020-06-01', latest: '2020-06-30' }
  const context = { question, language: 'en', yes: 'yes', no: 'no', claims: (count: number) => `${count}` } as const
  const states = rows.map(row => rowAsOf(row, question, at))
  const plain = tableOf(rows, question, context)
  const table = withStates(plain, [{ date: '2020-06', each: states }], state => state, ['no'])
  expect(table.rows.length).toBe(states.filter(state => state !== 'no').length)
  const person = plain.columns.indexOf('person')
  const sorted = sortRows(plain.rows, person, false, 'en')
  expect([sorted[0], sorted.at(-1)].map(row => row?.cell(person)?.text)).toEqual(['Person 0', 'Person 99999'])
  const found = filterRows(plain.rows, [person], 'person 99999')
  expect(found.map(row => row.cell(person)?.text)).toEqual(['Person 99999'])
})
