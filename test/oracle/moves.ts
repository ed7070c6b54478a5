import { type Account, Undecided } from './accounts.ts'
import { dayOf, includes, type Span } from './calendar.ts'
import type { Oracle } from './oracle.ts'

/** A later stay of the same person, and the numbers of histories in which it began after the leaving, and next. */
export interface Step {
  organisation: string
  /** A source names this leaving as the origin: whether it surely means this one. */
  paired: 'definite' | 'possible' | undefined
  after: number
  next: number
}

/** One leaving with its possible next stays. */
export interface Leaving {
  person: string
  account: Account
  stay: number
  /** The numbers of all histories and of those with the leaving in the window. */
  all: number
  inWindow: number
  /** The number of histories in which the stay with this stated origin began after the leaving; all, if no source states one. */
  histories: number
  /** The days of leaving, over all histories. */
  days: Set<number>
  steps: Step[]
  /** Whether some other stay may have begun before the leaving or after it. */
  isContested: boolean
  /** By organisation: the number of histories in which the leaving lies in the window and leads there next. */
  movesInWindow: Map<string, number>
  /** The same without the window. */
  moves: Map<string, number>
  /** By organisation: the days of leaving in the histories that lead there next. */
  daysTo: Map<string, Set<number>>
}

interface Begin {
  account: Account
  stay: number
}

const MOST_COMBINATIONS = 20_000

/** The leavings of a person from an organisation, counted once for a world. */
export function leavingsFrom(oracle: Oracle, account: Account): Leaving[] {
  const counted = COUNTED.get(account) ?? leavingsOf(oracle, account)
  COUNTED.set(account, counted)
  return counted
}
const COUNTED = new WeakMap<Account, Leaving[]>()

function leavingsOf(oracle: Oracle, account: Account): Leaving[] {
  const window = { first: dayOf(oracle.world.from), last: dayOf(oracle.world.to) }
  const stays = account.stays.map((_, stay) => stay).filter(stay => account.stays[stay]?.left)
  return stays.map(stay => leaving(oracle, account, stay, window))
}

function leaving(oracle: Oracle, account: Account, stay: number, window: Span): Leaving {
  const others = oracle.accounts.filter(({ person }) => person === account.person).filter(other => other !== account)
  // For the other stays, only the begins matter.
  const mine = projections(account, history => [history[stay]?.[1] ?? 0, ...history.map(([begin]) => begin)])
  const theirs = others.map(other => projections(other, history => history.map(([begin]) => begin)))
  const size = theirs.reduce((product, { length }) => product * length, mine.length)
  if (size > MOST_COMBINATIONS) throw new Undecided('too many histories of one person')
  const places: Begin[] = [account, ...others].flatMap(place =>
    place.stays.map((_, at): Begin => ({ account: place, stay: at })),
  )
  const origins = places.map(place => originOf(place, account))
  const own = origins.filter(origin => origin?.stay === stay)
  if (own.length > 1) throw new Undecided('two joinings from one leaving')
  const result: Leaving = {
    ...{ person: account.person, account, stay, all: 0, histories: 0, inWindow: 0, days: new Set<number>() },
    steps: places.map((place, at) => ({
      organisation: place.account.organisation,
      paired: origins[at]?.stay === stay ? origins[at].certainty : undefined,
      after: 0,
      next: 0,
    })),
    isContested: false,
    movesInWindow: new Map(),
    moves: new Map(),
    daysTo: new Map(),
  }
  // In a known order, earlier stays cannot follow.
  const isOther = (at: number) => {
    const place = places[at]
    return place?.account !== account || (account.ordered ? (place?.stay ?? 0) > stay : place?.stay !== stay)
  }
  const told = origins.findIndex(origin => origin?.stay === stay)
  const combinations = [...product([mine, ...theirs])]
  for (const [left = 0] of combinations) {
    result.all++
    result.days.add(left)
    if (includes(window, left)) result.inWindow++
  }
  // A person who came from here had left by then, even if the dates disagree.
  const isInOrder = ([left = 0, ...begins]: number[]) => left <= (begins[told] ?? Infinity)
  const inOrder = combinations.filter(isInOrder)
  const histories = (inOrder.length > 0 ? inOrder : combinations).map(([left = 0, ...begins]) => ({
    left,
    begins: begins.map((begin, at) => (at === told ? Math.max(begin, left) : begin)),
    leftBy: Math.min(left, begins[told] ?? Infinity),
  }))
  for (const { left, begins } of histories)
    for (const [at, step] of result.steps.entries())
      if (isOther(at) && (begins[at] ?? 0) >= left && begins[at] !== Infinity) step.after++
  const lastDay = Math.max(...result.days)
  /** Of some stays, sources report only the end. That makes a next step only if it surely was after the leaving. */
  const isMoreThanEnded = (place: Begin | undefined): boolean => {
    const { joined, left } = place?.account.stays[place.stay] ?? {}
    const ends = place ? place.account.histories.map(history => history[place.stay]?.[1] ?? 0) : []
    return joined !== null || left === null || lastDay <= Math.min(...ends)
  }
  /** A stated origin makes a stay the next step of only that leaving, and excludes merely possible ones. */
  const canBeNext = ({ paired, after }: Step, at: number) =>
    paired || (!origins[at] && (after === histories.length || (own.length === 0 && isMoreThanEnded(places[at]))))
  for (const { left, begins, leftBy } of histories) {
    const inWindow = includes(window, left)
    result.histories++
    const first = begins.reduce(
      (next, begin, at) => (isOther(at) && begin >= left && begin < next ? begin : next),
      Infinity,
    )
    const to = new Set<string>()
    begins.forEach((begin, at) => {
      const step = result.steps[at]
      if (!step || !isOther(at) || begin === Infinity || !canBeNext(step, at)) return
      if (!step.paired && (begin < left || begin > first)) return
      step.next++
      to.add(step.organisation)
    })
    for (const organisation of to) {
      const count = (moves: Map<string, number>) => moves.set(organisation, (moves.get(organisation) ?? 0) + 1)
      count(result.moves)
      if (inWindow && includes(window, leftBy)) count(result.movesInWindow)
      const days = result.daysTo.get(organisation) ?? new Set()
      result.daysTo.set(organisation, days.add(left))
    }
  }
  result.isContested = result.steps.some(({ after }) => after > 0 && after < result.histories)
  result.steps = result.steps.filter(({ next }) => next > 0)
  return result
}

/**
 * The leaving that the stated origin of a stay means: the last one from there that can precede it. It is certain if in every history it
 * is the last before the joining. Undefined if no source states an origin.
 */
function originOf(
  { account, stay }: Begin,
  from: Account,
): { stay: number | undefined; certainty: 'definite' | 'possible' } | undefined {
  const stated = new Set((account.stays[stay]?.joined?.claims ?? []).map(({ origin }) => origin).filter(Boolean))
  if (stated.size > 1) throw new Undecided('two origins of one joining')
  if (stated.size === 0) return undefined
  if (!account.ordered && account.stays[stay]?.joined?.claims.some(({ origin }) => origin === ''))
    throw new Undecided('an origin of one of several posts that are one stay')
  if (!stated.has(from.organisation)) return { stay: undefined, certainty: 'possible' }
  const begins = [...new Set(account.histories.map(history => history[stay]?.[0] ?? -Infinity))]
  const last = from.histories.flatMap(history =>
    begins.flatMap(begin => {
      const before = history.flatMap(([, end], at) => (from.stays[at]?.left && end <= begin ? at : []))
      const latest = before.at(-1) ?? -1
      // A person who had returned by then came from a later stay.
      return latest < 0 || history.some(([back], at) => at > latest && back < begin) ? [] : latest
    }),
  )
  const latest = last.length === 0 ? -1 : Math.max(...last)
  if (
    from.stays.some(
      (_, at) => at > latest && from.histories.some(history => (history[at]?.[0] ?? Infinity) < Math.max(...begins)),
    )
  )
    throw new Undecided('an origin to which they had perhaps come back')
  if (!from.ordered && from.stays.length > 1) throw new Undecided('an origin that is one of several posts')
  return {
    stay: latest < 0 ? undefined : latest,
    certainty: new Set(last).size > 1 ? 'possible' : 'definite',
  }
}

const projections = (account: Account, project: (history: Account['histories'][number]) => number[]): number[][] => [
  ...new Map(account.histories.map(history => [project(history).join(' '), project(history)])).values(),
]

function* product(lists: number[][][], done: number[] = [], at = 0): Generator<number[]> {
  const list = lists[at]
  if (!list) {
    yield done
    return
  }
  for (const one of list) yield* product(lists, [...done, ...one], at + 1)
}
