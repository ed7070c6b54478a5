import type { Row } from '../../server/questions/answer-shape.ts'
import { type Account, daysOfEvent, type Event, type History } from './accounts.ts'
import { bounded, dayOf, includes, type Span, spanOf } from './calendar.ts'
import { type Leaving, leavingsFrom } from './moves.ts'
import type { Oracle } from './oracle.ts'
import { cohortsOf } from './retention.ts'

/** One result of a question, according to the oracle and to the product. */
export interface Difference {
  /** For example `who-left: bounds`. */
  check: string
  expected: unknown
  got: unknown
}

/** A question about one organisation or person of a world, and its comparison with the oracle. */
export interface Asking {
  question: string
  subject: string
  params: Record<string, string | number>
  /** Parameters that are ids, and so have the prefix of their world. */
  ids: string[]
  compare(rows: Row[]): Difference[]
}

const ref = (value: unknown): string => (value as { id: string } | null)?.id ?? ''
const sorted = (rows: unknown[]): string[] => rows.map(row => JSON.stringify(row)).sort()
const certaintyOf = (count: number, all: number) => (count === all ? 'definite' : count > 0 ? 'possible' : 'no')

class Checks {
  readonly differences: Difference[] = []
  readonly #question: string
  readonly #circumstance: string

  /** A suffix for the names of checks under a special circumstance. */
  constructor(question: string, circumstance = '') {
    this.#question = question
    this.#circumstance = circumstance && ` ${circumstance}`
  }

  /** Compares rows in any order. */
  rows(aspect: string, expected: unknown[], got: unknown[]): void {
    this.same(aspect, sorted(expected), sorted(got))
  }
  same(aspect: string, expected: unknown, got: unknown): void {
    if (JSON.stringify(expected) === JSON.stringify(got)) return
    this.differences.push({ check: `${this.#question}: ${aspect}${this.#circumstance}`, expected, got })
  }
  /** A range that may be too wide, but not too narrow. */
  contains(aspect: string, least: Range, got: unknown): void {
    const { min, max } = got as Range
    const isWide =
      (min ?? -Infinity) <= (least.min ?? -Infinity) + ROUNDING &&
      (max ?? Infinity) >= (least.max ?? Infinity) - ROUNDING
    if (!isWide) this.same(aspect, least, got)
  }
  /** Shares, which are quotients. */
  near(aspect: string, expected: Range, got: unknown): void {
    const round = ({ min, max }: Range) =>
      [min, max].map(value => (value === null ? null : Math.round(value * 1e9) / 1e9))
    this.same(aspect, round(expected), round(got as Range))
  }
}
/** The tolerance for shares, which are quotients. */
const ROUNDING = 1e-9

interface Range {
  min: number | null
  max: number | null
}

/** All questions about one world. */
export function askingsOf(oracle: Oracle): Asking[] {
  const { world, accounts } = oracle
  const organisations = [...new Set(accounts.map(({ organisation }) => organisation))]
  const people = [...new Set(accounts.map(({ person }) => person))]
  const window = { from: world.from, to: world.to }
  const whole = {}
  return [
    ...organisations.flatMap(organisation => [
      events(oracle, organisation, 'left', window),
      events(oracle, organisation, 'left', whole),
      events(oracle, organisation, 'joined', window),
      whereTheyWent(oracle, organisation, window),
      flows(oracle, organisation, whole),
      flows(oracle, organisation, window),
      boomerangs(oracle, organisation),
      groupExits(oracle, organisation),
      departures(oracle, organisation),
      retention(oracle, organisation),
    ]),
    ...people.map(person => colleagues(oracle, person)),
  ]
}

const at = ({ accounts }: Oracle, organisation: string): Account[] =>
  accounts.filter(account => account.organisation === organisation)

type Window = { from?: string; to?: string }
const spanOfWindow = ({ from, to }: Window): Span => ({
  first: from === undefined ? null : dayOf(from),
  last: to === undefined ? null : dayOf(to),
})

interface Told {
  person: string
  event: Event
  /** Its first and last possible day; every day in between is possible too. */
  first: number
  last: number
  told: (string | null)[]
}

/** The joinings or leavings at an organisation, including rumours, with their possible days. */
function eventsAt(oracle: Oracle, organisation: string, kind: 'joined' | 'left'): Told[] {
  return at(oracle, organisation).flatMap(account => {
    const told = (event: Event, days: number[]): Told => {
      const [first, last] = [least(days), most(days)]
      const { person, calendar } = account
      return { person, event, first, last, told: [calendar.told(first), calendar.told(last)] }
    }
    const stays = account.stays.flatMap((stay, index) => {
      const event = stay[kind]
      return event ? [told(event, daysOfEvent(account, index, kind === 'joined' ? 0 : 1))] : []
    })
    const rumours = account.rumours.filter(event => event.kind === kind)
    return [...stays, ...rumours.map(event => told(event, account.calendar.within(event.span)))]
  })
}

/** Whether an event surely lies in a window, possibly or not. */
function inWindow({ first, last }: Told, window: Span): string {
  if (includes(window, first) && includes(window, last)) return 'definite'
  return first <= (window.last ?? Infinity) && last >= (window.first ?? -Infinity) ? 'possible' : 'no'
}

/** who-left and who-joined. */
function events(oracle: Oracle, organisation: string, kind: 'left' | 'joined', window: Window): Asking {
  const question = kind === 'left' ? 'who-left' : 'who-joined'
  const span = spanOfWindow(window)
  const told = eventsAt(oracle, organisation, kind)
    .map(one => ({ ...one, certainty: inWindow(one, span) }))
    .filter(({ certainty }) => certainty !== 'no')
  return {
    ...{ question, subject: organisation, params: { organisation, ...window }, ids: ['organisation'] },
    compare(all) {
      const checks = new Checks(question)
      // Scheduled events are listed and count nowhere else.
      const rows = all.filter(({ status }) => status !== 'scheduled')
      checks.rows(
        'rows',
        told.map(({ person, certainty }) => [person, certainty]),
        rows.map(({ person, certainty }) => [ref(person), certainty]),
      )
      checks.rows(
        'bounds',
        told.map(({ person, told: bounds }) => [person, ...bounds]),
        rows.map(({ person, earliest, latest }) => [ref(person), earliest, latest]),
      )
      checks.rows(
        'disputes',
        told.map(({ person, event }) => [person, event.disputes]),
        rows.map(({ person, disputes }) => [ref(person), disputes]),
      )
      // The event of a row is known only for people with one row.
      const placed = rows.map(row => {
        const own = told.filter(({ person }) => person === ref(row.person))
        return own.length === 1 ? own[0] : undefined
      })
      const order = placed.map((one, index) => {
        const above = placed[index - 1]
        if (one && above && one.certainty !== above.certainty) return null
        return one && above && (one.last < above.first ? 'definite' : 'possible')
      })
      checks.same(
        'order',
        order,
        // Relative to the row above, which may be omitted here.
        rows.map(({ order: got }, index) =>
          order[index] === undefined || all.length > rows.length ? order[index] : got,
        ),
      )
      checks.same(
        'sure rows first',
        rows.map(({ certainty }) => certainty).sort(),
        rows.map(({ certainty }) => certainty),
      )
      const wrong = placed.flatMap((one, index) =>
        placed
          .slice(index + 1)
          .filter(below => one && below && one.certainty === below.certainty && one.last < below.first),
      )
      checks.same('sorted', [], wrong)
      return checks.differences
    },
  }
}

const contested = (leavings: Leaving[]): string =>
  leavings.some(({ isContested }) => isContested) ? 'among stays in no sure order' : ''

/** Whether every history leads there next, and no pair with a stated origin is in doubt. */
const isSureMove = ({ moves, steps, histories }: Leaving, to: string): boolean =>
  moves.get(to) === histories && !steps.some(({ organisation, paired }) => organisation === to && paired === 'possible')

const leavingsAt = (oracle: Oracle, organisation: string): Leaving[] =>
  at(oracle, organisation).flatMap(account => leavingsFrom(oracle, account))

function whereTheyWent(oracle: Oracle, organisation: string, window: Window): Asking {
  const question = 'where-they-went'
  const leavings = leavingsAt(oracle, organisation).filter(({ inWindow }) => inWindow > 0)
  return {
    ...{ question, subject: organisation, params: { organisation, ...window }, ids: ['organisation'] },
    compare(rows) {
      const checks = new Checks(question, contested(leavings))
      checks.rows(
        'destinations',
        leavings.flatMap(({ person, steps }) =>
          steps.length === 0
            ? [[person, 'none reported', '']]
            : steps.map(step => [person, 'known', step.organisation]),
        ),
        rows.map(row => [ref(row.person), row.destination, ref(row.organisation)]),
      )
      checks.rows(
        'certainty',
        leavings.flatMap(({ person, steps, moves, histories }) =>
          steps.map(step => [
            person,
            step.organisation,
            step.paired ?? certaintyOf(moves.get(step.organisation) ?? 0, histories),
          ]),
        ),
        rows
          .filter(row => row.destination === 'known')
          .map(row => [ref(row.person), ref(row.organisation), row.certainty]),
      )
      checks.rows(
        'within',
        leavings.flatMap(({ person, steps, all, inWindow }) =>
          Array.from({ length: Math.max(1, steps.length) }, () => [person, certaintyOf(inWindow, all)]),
        ),
        rows.map(row => [ref(row.person), row.within]),
      )
      return checks.differences
    },
  }
}

function flows(oracle: Oracle, organisation: string, window: Window): Asking {
  const question = 'flows'
  const span = spanOfWindow(window)
  const leavings = leavingsAt(oracle, organisation).map(one =>
    window.from === undefined ? { ...one, inWindow: one.all } : { ...one, moves: one.movesInWindow },
  )
  const sure = (one: Leaving) => one.inWindow === one.all
  const counted = { min: leavings.filter(sure).length, max: leavings.filter(({ inWindow }) => inWindow > 0).length }
  const headcount = headcountOf(oracle, organisation, span)
  const moves = [...new Set(leavings.flatMap(one => [...one.moves.keys()]))].map(to => {
    const may = leavings.filter(one => one.moves.has(to))
    const definite = may.filter(one => isSureMove(one, to)).length
    const below = leavings.filter(one => sure(one) || may.includes(one)).length
    const shares = { min: definite / counted.max, max: may.length / below }
    return { to, definite, possible: may.length - definite, shares }
  })
  return {
    ...{ question, subject: organisation, params: { organisation, ...window }, ids: ['organisation'] },
    compare(rows) {
      const checks = new Checks(question, contested(leavings))
      // A window may exclude a move that is possible without it, which the question does not compute.
      const unlikely =
        window.from === undefined || contested(leavings) === ''
          ? []
          : rows.filter(row => row.definite === 0 && !moves.some(({ to }) => to === ref(row.to)))
      checks.rows(
        'moves',
        moves.map(({ to, definite, possible }) => [to, definite, possible]),
        rows.filter(row => !unlikely.includes(row)).map(row => [ref(row.to), row.definite, row.possible]),
      )
      for (const row of rows) {
        const expected = moves.find(({ to }) => to === ref(row.to))
        checks.same('leavings', counted, ordered(row.leavings))
        checks.same('headcount', headcount, ordered(row.headcount))
        if (expected) checks.near('share of leavings', expected.shares, row.ofLeavings)
        for (const share of [row.ofLeavings, row.ofHeadcount] as Range[])
          checks.same('no share over 1', true, (share.min ?? 0) <= 1 && (share.max ?? 0) <= 1)
      }
      return checks.differences
    },
  }
}
const ordered = (value: unknown) => (({ min, max }: Range) => ({ min, max }))(value as Range)

/** People present on some day of the window, including the day of leaving, so that leavers in the window are counted. */
function headcountOf(oracle: Oracle, organisation: string, { first, last }: Span): Range {
  const counts = at(oracle, organisation)
    .filter(({ stays }) => stays.length > 0)
    .map(({ histories }) => {
      const there = ([begin, end]: readonly [number, number]) =>
        begin <= (last ?? Infinity) && end >= (first ?? -Infinity)
      return certaintyOf(histories.filter(history => history.some(there)).length, histories.length)
    })
  return {
    min: counts.filter(certainty => certainty === 'definite').length,
    max: counts.filter(certainty => certainty !== 'no').length,
  }
}

/** The days away between two stays, the first of which must end before the second begins; null if it does not. */
const awayFrom = (history: History, before: number, after: number): number | null => {
  const [gone, back] = [history[before]?.[1] ?? Infinity, history[after]?.[0] ?? -Infinity]
  return gone <= back && gone !== Infinity ? back - gone : null
}

function boomerangs(oracle: Oracle, organisation: string): Asking {
  const question = 'boomerangs'
  const returns = at(oracle, organisation).flatMap(({ person, stays, histories, ordered: inOrder }) => {
    const pairs = stays.flatMap((_, a) => stays.slice(a + 1).map((__, more) => [a, a + 1 + more] as const))
    return pairs
      .filter(([a, b]) => !inOrder || b === a + 1)
      .flatMap(([a, b]) => {
        const forth = histories.map(history => awayFrom(history, a, b))
        const back = inOrder ? [] : histories.map(history => awayFrom(history, b, a))
        const away = (gaps: (number | null)[]) => gaps.filter(gap => gap !== null && gap > 0).length
        const certainty = certaintyOf(Math.max(away(forth), away(back)), histories.length)
        if (certainty === 'no') return []
        const gaps = (away(back) > 0 ? [] : forth).filter(gap => gap !== null)
        const gap = { min: least(gaps), max: bounded(most(gaps)) }
        return [{ person, certainty, gap: inOrder ? gap : null }]
      })
  })
  return {
    ...{ question, subject: organisation, params: { organisation }, ids: ['organisation'] },
    compare(rows) {
      const checks = new Checks(
        question,
        returns.some(({ certainty }) => certainty === 'possible') ? 'with perhaps no day away' : '',
      )
      checks.rows(
        'rows',
        returns.map(({ person, certainty }) => [person, certainty]),
        rows.map(row => [ref(row.person), row.certainty]),
      )
      const known = returns.filter(({ gap }) => gap !== null)
      checks.rows(
        'gap',
        known.map(({ person, gap }) => [person, gap]),
        rows
          .filter(row => known.some(({ person }) => person === ref(row.person)))
          .map(row => [ref(row.person), ordered(row.gap)]),
      )
      return checks.differences
    },
  }
}
const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity)
const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity)

function groupExits(oracle: Oracle, organisation: string): Asking {
  const question = 'group-exits'
  const leavings = leavingsAt(oracle, organisation)
  const destinations = [...new Set(leavings.flatMap(({ moves }) => [...moves.keys()]))].filter(
    to => to !== organisation,
  )
  const groups = destinations.flatMap(destination => {
    const going = leavings.filter(({ moves }) => moves.has(destination))
    const sure = going.filter(leaving => isSureMove(leaving, destination))
    const definite = largest(sure, choice => mostApart(choice.map(({ days }) => days)) <= oracle.world.days)
    const possible = largest(
      going,
      choice => leastApart(choice.map(to => to.daysTo.get(destination) ?? to.days)) <= oracle.world.days,
    )
    return [
      ...definite.map(people => [destination, 'definite', people]),
      ...possible.filter(people => !definite.includes(people)).map(people => [destination, 'possible', people]),
    ]
  })
  return {
    ...{ question, subject: organisation, params: { organisation, days: oracle.world.days }, ids: ['organisation'] },
    compare(rows) {
      const checks = new Checks(question, contested(leavings))
      const people = (row: Row) => (row.people as { person: unknown }[]).map(({ person }) => ref(person)).sort()
      for (const row of rows) checks.same('a person once', [...new Set(people(row))], people(row))
      checks.rows(
        'groups',
        groups,
        rows.map(row => [ref(row.destination), row.certainty, people(row).join(' ')]),
      )
      return checks.differences
    },
  }
}

/** The largest groups of at least two people, each with one leaving, that `fits`. */
function largest(leavings: Leaving[], fits: (choice: Leaving[]) => boolean): string[] {
  const people = [...new Set(leavings.map(({ person }) => person))].sort()
  const groups = subsets(people).filter(
    group => group.length > 1 && choices(group.map(person => leavings.filter(one => one.person === person))).some(fits),
  )
  return groups
    .filter(group => !groups.some(other => other.length > group.length && group.every(one => other.includes(one))))
    .map(group => group.join(' '))
}
const subsets = <T>(values: T[]): T[][] =>
  Array.from({ length: 2 ** values.length }, (_, bits) => values.filter((__, at) => bits & (1 << at)))
const choices = <T>(lists: T[][]): T[][] =>
  lists.reduce<T[][]>((all, list) => all.flatMap(some => list.map(one => [...some, one])), [[]])

/** Days from the first to the last, at most, over every choice of one day of each. */
const mostApart = (sets: Set<number>[]): number =>
  most(choices(sets.map(days => [...days])).map(days => Math.max(...days) - Math.min(...days)))

/** The minimum. The tried days differ between people, so all days in between count. */
const leastApart = (sets: Set<number>[]): number =>
  Math.max(0, most(sets.map(days => least([...days]))) - least(sets.map(days => most([...days]))))

function departures(oracle: Oracle, organisation: string): Asking {
  const question = 'departures-over-time'
  const { period } = oracle.world
  const years = period === 'year'
  const leavings = eventsAt(oracle, organisation, 'left').filter(({ event }) => !event.disputes.includes('rumoured'))
  const periods = years
    ? Array.from({ length: 8 }, (_, index) => String(2009 + index))
    : ['2020-01', '2020-02', '2020-03', '2020-04']
  return {
    question,
    subject: organisation,
    params: { organisation, period, from: periods[0] ?? '', to: periods.at(-1) ?? '' },
    ids: ['organisation'],
    compare(rows) {
      const checks = new Checks(question)
      const expected = periods.map(name => {
        const inPeriod = leavings.map(one => inWindow(one, spanOf(name)))
        const count = (certainty: string) => inPeriod.filter(one => one === certainty).length
        return [name, count('definite'), count('possible')]
      })
      checks.same(
        'counts',
        expected,
        rows.map(row => [String(row.begin).slice(0, years ? 4 : 7), row.definite, row.possible]),
      )
      return checks.differences
    },
  }
}

function retention(oracle: Oracle, organisation: string): Asking {
  const question = 'retention'
  const cohorts = cohortsOf(at(oracle, organisation))
  const every = oracle.world.period === 'year' ? 300 : 3
  return {
    ...{ question, subject: organisation, params: { organisation, every }, ids: ['organisation'] },
    compare(rows) {
      const checks = new Checks(question)
      const first = rows.filter(({ begin, days }) => begin !== null && days === 0)
      checks.rows(
        'cohorts',
        cohorts.map(({ year, stays }) => [year, stays]),
        first.map(({ begin, stays }) => [String(begin).slice(0, 4), stays]),
      )
      for (const { year, isOver, isVague, survival } of cohorts)
        for (const row of rows.filter(({ begin }) => String(begin).startsWith(year)).slice(0, 6)) {
          const expected = survival(Number(row.days))
          // The minimum length of an open stay with a vague begin is 0 days, although it was 1.
          if (isVague)
            checks.contains('survival with open stays that began on a vague day', expected, row.survivalBounds)
          else
            checks.near(
              `survival${isOver ? '' : ' with open stays'}`,
              expected,
              isOver ? row.survival : row.survivalBounds,
            )
        }
      return checks.differences
    },
  }
}

function colleagues(oracle: Oracle, person: string): Asking {
  const question = 'colleagues'
  const shared = oracle.accounts
    .filter(account => account.person === person)
    .flatMap(own =>
      at(oracle, own.organisation)
        .filter(other => other.person !== person)
        .map(other => ({ colleague: other.person, at: own.organisation, days: daysShared(own, other) })),
    )
    .filter(({ days }) => days.max !== 0)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  const own = oracle.accounts.filter(account => account.person === person)
  const met = own.flatMap(({ organisation }) => at(oracle, organisation))
  const circumstance = met.some(({ stays }) => stays.length > 1)
    ? 'of several stays'
    : met.some(isVaguelyOpen)
      ? 'of open stays that began on a vague day'
      : ''
  return {
    ...{ question, subject: person, params: { person }, ids: ['person'] },
    compare(rows) {
      const checks = new Checks(question, circumstance)
      const colleagues = [...new Set(shared.map(({ colleague }) => colleague))]
      const sharedWith = (colleague: string) => shared.filter(one => one.colleague === colleague)
      const isSure = (one: string) => sharedWith(one).some(({ days }) => (days.min ?? 0) > 0)
      const alone = colleagues.filter(one => sharedWith(one).length === 1)
      const organisationsOf = (row: Row) =>
        [...new Set((row.stays as { at: { id: string } }[]).map(({ at }) => ref(at)))].sort()
      if (circumstance !== '') {
        // An unspecified day does not count as certainly shared.
        const known = new Set(colleagues)
        checks.rows(
          'colleagues',
          colleagues.map(one => [one, sharedWith(one).map(({ at }) => at)]),
          rows.map(row => [ref(row.colleague), organisationsOf(row)]),
        )
        for (const row of rows.filter(row => known.has(ref(row.colleague)))) {
          const one = ref(row.colleague)
          if (row.certainty === 'definite') checks.same('certainty', true, isSure(one))
          if (alone.includes(one)) checks.contains('days', sharedWith(one)[0]?.days as Range, row.days)
        }
        return checks.differences
      }
      checks.rows(
        'rows',
        colleagues.map(one => [one, isSure(one) ? 'definite' : 'possible', sharedWith(one).map(({ at }) => at)]),
        rows.map(row => [ref(row.colleague), row.certainty, organisationsOf(row)]),
      )
      // Days at two organisations can coincide, which histories of one organisation do not show.
      checks.rows(
        'days',
        alone.map(one => [one, sharedWith(one)[0]?.days]),
        rows.map(row => [ref(row.colleague), ordered(row.days)]).filter(([one]) => alone.includes(String(one))),
      )
      return checks.differences
    },
  }
}

/** Whether a stay without an end began, or was last seen, on an unspecified day. */
const isVaguelyOpen = (account: Account): boolean =>
  account.stays.some(
    ({ open, joined, seen }, stay) =>
      open && (new Set(daysOfEvent(account, stay, 0)).size > 1 || joined === null || seen.length > 0),
  )

/**
 * The number of days on which two people were at one organisation together, over all histories of both. Longer stays share more days, so
 * minimal and maximal histories suffice.
 */
function daysShared(one: Account, other: Account): Range {
  const shared = (a: History[], b: History[]) => a.flatMap(some => b.map(others => daysInBoth(some, others)))
  const [min, max] = [shared(shortest(one), shortest(other)), shared(longest(one), longest(other))]
  return { min: min.length === 0 ? 0 : least(min), max: bounded(most([0, ...max])) }
}

const daysInBoth = (some: History, others: History): number =>
  some
    .flatMap(([begin, end]) => others.map(([from, to]) => Math.max(0, Math.min(end, to) - Math.max(begin, from))))
    .reduce((total, days) => total + days, 0)

const shortest = (account: Account): History[] => extremes(account, (kept, history) => holds(history, kept))
const longest = (account: Account): History[] => extremes(account, holds)

/** Histories without those that another one makes redundant. */
function extremes({ histories }: Account, isNeedless: (kept: History, history: History) => boolean): History[] {
  let result: History[] = []
  for (const history of histories.map(union)) {
    if (result.some(kept => isNeedless(kept, history))) continue
    result = [...result.filter(kept => !isNeedless(history, kept)), history]
  }
  return result
}

/** Whether all days of the second are days of the first. */
const holds = (outer: History, inner: History): boolean =>
  inner.every(([begin, end]) => begin === end || outer.some(([from, to]) => from <= begin && end <= to))

/** Posts may overlap; a day counts once. */
function union(history: History): History {
  const result: [number, number][] = []
  for (const [begin, end] of history.toSorted(([a], [b]) => a - b)) {
    const last = result.at(-1)
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end)
    else if (begin < end) result.push([begin, end])
  }
  return result
}
