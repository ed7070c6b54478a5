import { describe, expect, test } from 'vitest'
import { type Account, accountOf, calendarOf, daysOfEvent, Undecided } from './accounts.ts'
import { dayOf, spanOf, textOf } from './calendar.ts'
import type { Claim, Kind, World } from './world.ts'

const claim = (event: Kind, on: string, source = 'gazette', more: Partial<Claim> = {}): Claim => ({
  ...{ person: 'ann', organisation: 'mill', event, on, source, status: 'reported' },
  ...{ manner: '', origin: '', stint: '', locator: '' },
  ...more,
})
const joined = (...rest: [on: string, source?: string, more?: Partial<Claim>]) => claim('joined', ...rest)
const left = (...rest: [on: string, source?: string, more?: Partial<Claim>]) => claim('left', ...rest)
const seen = (...rest: [on: string, source?: string, more?: Partial<Claim>]) => claim('present', ...rest)

function account(...claims: Claim[]): Account {
  const world: World = { claims, from: '2020-01-01', to: '2020-01-01', period: 'year', days: 30 }
  return accountOf(claims, calendarOf(world, 'ann'), dayOf('2026-01-01'))
}

/** The first and the last day of an event, over all histories. */
const bounds = (one: Account, stay: number, side: 0 | 1): string[] => {
  const days = daysOfEvent(one, stay, side)
  return [Math.min(...days), Math.max(...days)].map(textOf)
}
const disputes = ({ stays }: Account) =>
  stays.flatMap(stay => [stay.joined, stay.left].flatMap(event => event?.disputes ?? []))

describe('a date as the oracle reads it', () => {
  test.each([
    ['2024-05-15', '2024-05-15', '2024-05-15'],
    ['2024-05', '2024-05-01', '2024-05-31'],
    ['2024-05~', '2024-04-01', '2024-06-30'],
    ['2024~', '2023-01-01', '2025-12-31'],
    ['2022/2023', '2022-01-01', '2023-12-31'],
  ])('%s lies between %s and %s', (text, first, last) => {
    expect(spanOf(text)).toEqual({ first: dayOf(first), last: dayOf(last) })
  })

  test('an open side has no bound', () => {
    expect(spanOf('../2024-10')).toEqual({ first: null, last: dayOf('2024-10-31') })
    expect(spanOf('')).toEqual({ first: null, last: null })
  })
})

describe('the histories of one person at one organisation', () => {
  test('the best claim dates an event, and a better status beats a narrower date', () => {
    expect(bounds(account(left('2024'), left('2024-05', 'herald')), 0, 1)).toEqual(['2024-05-01', '2024-05-31'])
    const confirmed = left('2024', 'gazette', { status: 'confirmed' })
    expect(bounds(account(confirmed, left('2024-05', 'herald')), 0, 1)).toEqual(['2024-01-01', '2024-12-31'])
  })

  test('claims of two sources that cannot agree are one event with a dispute, bounded by both', () => {
    const one = account(joined('2015'), left('2017'), left('2019', 'herald'))
    expect(bounds(one, 0, 1)).toEqual(['2017-01-01', '2019-12-31'])
    expect(disputes(one)).toEqual(['date'])
  })

  test('two leavings that one source states are two events, and no dispute', () => {
    const one = account(left('2017'), left('2019'))
    expect([one.stays.length, disputes(one)]).toEqual([2, []])
  })

  test('equal dates of one source take turns', () => {
    const one = account(joined('2015'), left('2015'), joined('2015'), left('2015'))
    expect([one.stays.length, disputes(one)]).toEqual([2, []])
    expect(one.histories.every(([a, b]) => (a?.[1] ?? 0) <= (b?.[0] ?? 0))).toBe(true)
  })

  test('a leaving is never before the joining, and a sighting lies within the stay', () => {
    expect(bounds(account(joined('2015-06-15'), left('2015')), 0, 1)).toEqual(['2015-06-15', '2015-12-31'])
    expect(bounds(account(seen('2015-06-15'), left('2015')), 0, 1)).toEqual(['2015-06-15', '2015-12-31'])
  })

  test('a stay without an end continues beyond the day on which the person was seen', () => {
    const ends = daysOfEvent(account(joined('2015-01-01'), seen('2015-06-15')), 0, 1)
    expect([textOf(Math.min(...ends)), Math.max(...ends)]).toEqual(['2015-06-16', Infinity])
  })

  test('a leaving later than today has not happened', () => {
    expect(account(joined('2015'), left('2090')).stays.map(({ open, left: end }) => [open, end])).toEqual([
      [true, null],
    ])
  })

  test('posts are one stay if they surely meet, and two if there may be time between them', () => {
    const post = (stint: string) => ({ stint })
    const chief = [joined('2015', 'gazette', post('chief')), left('2018', 'gazette', post('chief'))]
    expect(account(...chief, joined('2017', 'herald', post('board'))).stays).toHaveLength(1)
    expect(account(...chief, joined('2018', 'herald', post('board'))).stays).toHaveLength(2)
  })

  test('a rumour that agrees with no event is a separate event, and changes no history', () => {
    const one = account(joined('2015'), left('2017', 'herald', { status: 'rumoured' }))
    expect([one.rumours.length, one.stays[0]?.open]).toEqual([1, true])
  })

  test('claims that can be read in several ways are not decided', () => {
    expect(() => account(joined('2015'), left('2016'), joined('2017'), left('2018'), left('', 'herald'))).toThrow(
      Undecided,
    )
  })
})
