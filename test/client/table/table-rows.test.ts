import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { questions } from '../../../client/api/question-names.ts'
import type { CellContext } from '../../../client/table/answer-cells.ts'
import { filterRows, isOrderOpen, openOrders, sortRows, tableOf, toTsv } from '../../../client/table/table-rows.ts'

const context: CellContext = {
  question: undefined,
  language: 'en',
  claims: count => `${count} claims`,
  yes: 'yes',
  no: 'no',
}
const claim = (id: string) => ({ id, event: 'left', source: { id: 's', title: 'Source' } })
const rows = [
  { person: { id: 'ada', name: 'Ada' }, on: '2024-05', earliest: '2024-05-01', latest: '2024-05-31', count: 12 },
  { person: { id: 'bob', name: 'Bob' }, on: '2024-05-14', earliest: '2024-05-14', latest: '2024-05-14', count: 3 },
  { person: { id: 'eve', name: '=Eve()' }, on: null, earliest: null, latest: null, count: 3 },
  { person: { id: 'dan', name: 'Dan' }, on: '2023', earliest: '2023-01-01', latest: '2023-12-31', count: 100 },
]
const table = tableOf(rows, undefined, context)
const column = (name: string) => table.columns.indexOf(name)
const numbers = (found: typeof table.rows) => found.map(({ number }) => number)

describe('rows of a table', () => {
  test('an event that its sources only announce is worded as to come, and the one beside it as it was', () => {
    const scheduled = { scheduledAsOf: '2024-11-12' }
    const cells = (row: object) => {
      const { columns, rows: all } = tableOf([{ ...row, ...scheduled }], undefined, context)
      return Object.fromEntries(columns.map((name, at) => [name, all[0]?.cell(at)?.text]))
    }
    const reported = 'as reported on 12 November 2024'
    expect(cells({ event: 'left', on: '2024-11-15' })).toMatchObject({ event: 'to leave' })
    expect(cells({ event: 'joined', on: '2024-11-15' })).toMatchObject({ event: 'to join' })
    expect(cells({ left: '2024-11-15', joined: '2024-12' })).toMatchObject({
      left: `to leave 15 November 2024, ${reported}`,
      joined: 'December 2024',
    })
    expect(cells({ joined: '2024-11-15', left: '2024-10' })).toMatchObject({
      joined: `to join 15 November 2024, ${reported}`,
      left: 'October 2024',
    })
  })

  test('a table omits the columns that are empty in every row, and keeps the others in the order of the definition', () => {
    const definition = questions.get('who-left')
    const row = { at: { id: 'lab', name: 'Lab' }, person: { id: 'ada', name: 'Ada' }, claims: [claim('a'), claim('b')] }
    const { columns, rows } = tableOf([{ ...row, manner: null, disputes: [] }], definition, context)
    expect(columns).toEqual(['person', 'at', 'claims'])
    expect([0, 1, 2, 3].map(at => rows[0]?.cell(at)?.text)).toEqual(['Ada', 'Lab', '2 claims', undefined])
    expect(rows[0]?.cell(2)?.pieces).toEqual([{ text: '2 claims', select: ['ada', 'lab'] }])
  })

  test('a column of vague dates is sorted by their bounds, with unknown dates last in both directions', () => {
    expect(numbers(sortRows(table.rows, column('on'), false, 'en'))).toEqual([4, 1, 2, 3])
    expect(numbers(sortRows(table.rows, column('on'), true, 'en'))).toEqual([2, 1, 4, 3])
  })

  test('the order of two rows is open exactly where their dates overlap, and never for exact numbers', () => {
    const sorted = sortRows(table.rows, column('on'), false, 'en')
    const open = (name: string, list: typeof sorted) =>
      list.map((row, at) => isOrderOpen(list[at - 1]?.cell(column(name)), row.cell(column(name))))
    expect(open('on', sorted)).toEqual([false, false, true, false])
    expect(open('count', sortRows(table.rows, column('count'), false, 'en'))).toEqual([false, false, false, false])
  })

  test('an answer in an order of time has an open order where it says so, or where a filter brings vague dates together', () => {
    const row = (earliest: string, latest: string, order: string | null) => ({ earliest, latest, order })
    const answer = [
      row('2024-05-01', '2024-05-31', null),
      row('2024-05-14', '2024-05-14', 'possible'),
      row('2024-03-01', '2024-05-02', 'definite'),
      row('2024-03-01', '2024-05-02', null),
    ]
    const dated = tableOf(answer, undefined, context)
    expect(openOrders(dated, dated.rows, null)).toEqual([false, true, false, false])
    const [first, , third] = dated.rows
    expect(openOrders(dated, first && third ? [first, third] : [], null)).toEqual([false, true])
    const sort = { column: 'latest', descending: true }
    expect(openOrders(dated, dated.rows, sort)).toEqual([false, true, false, true])
    expect(openOrders(table, table.rows, null)).toEqual([false, false, false, false])
  })

  test('the order of two rows is open where their events can be in either order, although they are sorted by one bound', () => {
    const rows = [
      { earliest: '2024-10-04', latest: '2024-11-12' },
      { earliest: '2024-05-01', latest: '2024-11-12' },
      { earliest: '2024-01-01', latest: '2024-01-31' },
      { earliest: null, latest: '2024-03-31' },
    ]
    const { columns, rows: all } = tableOf(rows, undefined, context)
    const open = (name: string) => {
      const at = columns.indexOf(name)
      const sorted = sortRows(all, at, false, 'en')
      return sorted.map((row, place) => isOrderOpen(sorted[place - 1]?.cell(at), row.cell(at)))
    }
    expect(open('earliest')).toEqual([false, false, true, false])
    expect(open('latest')).toEqual([false, true, false, true])
  })

  test('no sorted column has a row that certainly belongs before the row above', () => {
    const day = fc.integer({ min: 0, max: 400 })
    const list = fc.array(fc.tuple(day, fc.integer({ min: 0, max: 90 })), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(list, ranges => {
        const { columns, rows } = tableOf(
          ranges.map(([min, length]) => ({ days: { min, max: min + length } })),
          undefined,
          context,
        )
        const sorted = sortRows(rows, columns.indexOf('days'), false, 'en').map(({ cell }) => cell(0)?.bounds)
        return sorted.every((bounds, at) => {
          const above = sorted[at - 1]
          return !above || Number(bounds?.high) >= Number(above.low)
        })
      }),
    )
  })

  test('numbers are sorted as numbers', () => {
    expect(numbers(sortRows(table.rows, column('count'), false, 'en'))).toEqual([2, 3, 1, 4])
  })

  test('the filter finds rows by all of its words, in the shown columns alone', () => {
    const all = table.columns.map((_, at) => at)
    expect(numbers(filterRows(table.rows, all, 'BOB may'))).toEqual([2])
    expect(numbers(filterRows(table.rows, [column('count')], 'bob'))).toEqual([])
    expect(numbers(filterRows(table.rows, all, ' '))).toEqual([1, 2, 3, 4])
  })

  test('a copied table has a header and tabs, and no text that a spreadsheet would run', () => {
    const text = toTsv(['Person', 'Count'], table.rows, [column('person'), column('count')])
    expect(text).toBe("Person\tCount\nAda\t12\nBob\t3\n'=Eve()\t3\nDan\t100\n")
  })
})
