import { expect, test } from 'vitest'
import { table } from '../../../server/pages/table-html.ts'

const heads = (rows: Record<string, unknown>[], language: 'en' | 'zh' = 'en') =>
  [...table(Object.keys(rows[0] ?? {}), rows, language, {}).text.matchAll(/<th scope="col">(.*?)<\/th>/g)].map(
    ([, head]) => head,
  )

test('the table of a page omits the columns that are empty in every row, and keeps false, zero and unbounded values', () => {
  const row = { person: { id: 'ada', name: 'Ada' }, role: null, disputes: [], left: { on: null }, disputed: false }
  const rest = { gap: { min: null, max: null }, days: { min: 0, max: null }, count: 0 }
  expect(heads([{ ...row, ...rest }])).toEqual(['Person', 'Disputed', 'Days', 'Count'])
})

test('the table of a page keeps a column that one row has, and says that the others have no value', () => {
  const rows = [
    { person: 'a', manner: null },
    { person: 'b', manner: 'resigned' },
  ]
  expect(heads(rows, 'zh')).toEqual(['人物', '方式'])
  expect(table(['person', 'manner'], rows, 'zh', {}).text).toContain('来源未提及')
})

test('the details below a row of a page omit what does not apply to it', () => {
  const beside = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(name => [name, name]))
  const rows = [null, 'definite'].map(order => ({ ...beside, order }))
  const details = table(Object.keys(rows[0] ?? {}), rows, 'en', {}).text.match(/<dl class="facts".*?<\/dl>/gs) ?? []
  expect(details.map(each => each.replace(/<[^>]+>/g, ''))).toEqual(['', 'Orderdefinite'])
})

test('an event that its sources only announce is never worded as done, in a column of its name or of its date', () => {
  const announced = { person: { id: 'ada', name: 'Ada' }, scheduledAsOf: '2024-11-12' }
  const textOf = (row: Record<string, unknown>) =>
    table(Object.keys(row), [row], 'en', {})
      .text.replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
  const moved = textOf({ ...announced, left: '2024-11-15', joined: '2024-12-01' })
  expect(moved).toContain('to leave 15 November 2024 1 December 2024')
  expect(moved).toContain('Still to come, as reported on 12 November 2024')
  expect(textOf({ ...announced, event: 'left', on: '2024-11-15' })).toContain('to leave 15 November 2024')
  expect(textOf({ ...announced, scheduledAsOf: null, left: '2024-11-15' })).not.toContain('to leave')
})
