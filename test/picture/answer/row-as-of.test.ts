import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Bounds } from '../../../cypher/dates/relations.ts'
import { addDays } from '../../../cypher/dates.ts'
import { rowAsOf, stateSentence } from '../../../picture/answer/row-as-of.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { madeRows } from '../../setup/made-rows.ts'

const questions = await readQuestions()
const question = (name: string) => {
  const found = questions.get(name)
  if (!found) throw new Error(`no question ${name}`)
  return found
}
const on = (day: string, latest = day): Bounds => ({ earliest: day, latest })
const stateOf = (name: string, row: Record<string, unknown>, at: Bounds) => rowAsOf(row, question(name), at)

const day = (number: number) => addDays('2020-01-01', number) ?? ''
const span = fc.tuple(fc.nat(6), fc.nat(3)).map(([first, length]) => [first, first + length] as const)
const within = ([first, last]: readonly [number, number]) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at)
const threeValued = (cases: readonly boolean[]) =>
  cases.every(Boolean) ? 'definite' : cases.some(Boolean) ? 'possible' : 'no'

describe('a row as of a date', () => {
  test('an event has surely happened if it has on all days that both dates allow, and not if on none', () => {
    fc.assert(
      fc.property(span, span, (event, at) => {
        const row = { earliest: day(event[0]), latest: day(event[1]), status: 'reported' }
        const cases = within(event).flatMap(left => within(at).map(now => left <= now))
        for (const name of ['who-left', 'where-they-went', 'vacancies'])
          expect(stateOf(name, row, on(day(at[0]), day(at[1])))).toBe(threeValued(cases))
      }),
    )
  })

  test('a stay holds surely if it does for all begins, ends and days that the dates allow, and not if for none', () => {
    fc.assert(
      fc.property(span, span, span, (begin, end, at) => {
        fc.pre(begin[1] <= end[0])
        const row = {
          ...{ beginEarliest: day(begin[0]), beginLatest: day(begin[1]), open: false },
          ...{ endEarliest: day(end[0]), endLatest: day(end[1]), lastSeen: null },
        }
        const cases = within(begin).flatMap(from =>
          within(end).flatMap(to => within(at).map(now => from <= now && now < to)),
        )
        const state = threeValued(cases)
        for (const name of ['career', 'present-at']) expect(stateOf(name, row, on(day(at[0]), day(at[1])))).toBe(state)
        expect(stateOf('founders-remaining', { stays: [row] }, on(day(at[0]), day(at[1])))).toBe(state)
      }),
    )
  })

  test('a rumour is at most possible, a denied event has never happened, and an undated one possibly has', () => {
    const past = { earliest: '2019-01-01', latest: '2019-01-01' }
    expect(stateOf('who-left', { ...past, status: 'rumoured' }, on('2020-01-01'))).toBe('possible')
    expect(stateOf('who-left', { ...past, status: 'denied' }, on('2020-01-01'))).toBe('no')
    expect(stateOf('who-left', { earliest: null, latest: null, status: 'reported' }, on('2020-01-01'))).toBe('possible')
  })

  test('of a departure and a return, one that has happened makes a part, and one source of several makes it possible', () => {
    const [early, late] = ['2018-05-01', '2021-05-01'].map(text => ({ on: text, earliest: text, latest: text }))
    const boomerang = { left: early, returned: late }
    expect(stateOf('boomerangs', boomerang, on('2018-04-30'))).toBe('no')
    expect(stateOf('boomerangs', boomerang, on('2020-01-01'))).toBe('part')
    expect(stateOf('boomerangs', boomerang, on('2021-05-01'))).toBe('definite')
    const claims = ['2018', '2021'].map(text => ({ id: text, event: 'left', on: text, status: 'reported', source: {} }))
    expect(stateOf('disputed', { claims }, on('2020-01-01'))).toBe('possible')
    expect(stateOf('disputed', { claims }, on('2022-01-01'))).toBe('definite')
  })

  test('a claim that one organisation is part of another holds at most possibly, and never outside its text', () => {
    const claim = { id: 'c', event: 'part-of', on: '2016/2018-06', status: 'reported', source: {} }
    expect(['2015-12-31', '2017-01-01', '2019-01-01'].map(text => stateOf('claims', { claim }, on(text)))).toEqual([
      'no',
      'possible',
      'no',
    ])
  })

  test('a tenure that only rumours support never holds, and what is counted for a period has happened after it', () => {
    expect(stateOf('career', { open: null, beginEarliest: null }, on('2020-01-01'))).toBe('no')
    const period = { begin: '2020-01-01', end: '2020-12-31' }
    expect(
      ['2019-12-31', '2020-06-01', '2021-01-01'].map(at => stateOf('departures-over-time', period, on(at))),
    ).toEqual(['no', 'possible', 'definite'])
  })

  test('a step of a curve is as many days after its cohort, and a number of moves has the dates of the moves that it lists', () => {
    const step = { begin: '2020-01-01', end: '2020-12-31', days: 365 }
    expect(['2020-12-30', '2021-06-01', '2021-12-31'].map(at => stateOf('retention', step, on(at)))).toEqual([
      ...['no', 'possible', 'definite'],
    ])
    const row = { definite: 2, possible: 0, moves: [{ left: '2018-05-01' }, { left: '2020-05-01' }] }
    expect(['2018', '2019', '2021'].map(at => stateOf('flows', row, on(`${at}-01-01`)))).toEqual([
      'no',
      'part',
      'definite',
    ])
    expect(stateOf('flows', { ...row, definite: 3 }, on('2021-01-01'))).toBe('possible')
  })

  test('rows of questions without dates are unaffected, and every other question gives every row a state or none', () => {
    const undated = [...questions.values()].filter(one =>
      madeRows(one, 20, 5).every(row => rowAsOf(row, one, on('2020-01-01')) === null),
    )
    expect(undated.map(({ name }) => name).toSorted()).toEqual(UNDATED)
  })

  test('a later day never takes back an event that has surely happened', () => {
    for (const one of questions.values()) {
      if (one.picture?.kind === 'timeline' && one.picture.stay) continue
      for (const row of madeRows(one, 40, 9)) {
        const states = ['2014-01-01', '2020-01-01', '2024-06-01', '9999-12-31'].map(at => rowAsOf(row, one, on(at)))
        const first = states.indexOf('definite')
        if (first >= 0) expect([...new Set(states.slice(first))], one.name).toEqual(['definite'])
      }
    }
  })
})

const UNDATED = [
  ...['around', 'colleagues', 'colleagues-of-all', 'descriptions', 'line-claims', 'lineage', 'near-names'],
  'neighbour-counts',
  ...['organisation-flows', 'overview', 'path', 'possible-duplicates', 'search', 'search-roles', 'search-sources'],
  ...['sources', 'worked-together'],
]

describe('the sentence of a date', () => {
  test('the sentence gives the numbers of rows, and none without dates', () => {
    const states = ['definite', 'definite', 'possible', 'no', null] as const
    expect(stateSentence(states, '2023-12-01', 'en')).toBe('On 1 December 2023: 2 of 4 rows surely, 1 possibly, 1 not')
    expect(stateSentence(states, '2023-12', 'en')).toMatch(/^In all of December 2023: 2 of 4/)
    expect(stateSentence(states, '2023-12-01', 'zh')).toBe('2023年12月1日：共 4 行，2 行确定，1 行可能，1 行否')
    expect(stateSentence([null], '2023-12-01', 'en')).toBe('')
  })
})
