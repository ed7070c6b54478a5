import type { Account } from './accounts.ts'
import { Undecided } from './accounts.ts'
import { dayOf, includes, type Span } from './calendar.ts'
import type { Oracle } from './oracle.ts'

/** A later stay of the same person, and in how many histories they began there after leaving, and next of all. */
export interface Step {
  organisation: string
  /** A source names the organisation that was left as the origin. */
  paired: boolean
  after: number
  next: number
}

/** One leaving, with all that may have followed it. */
export interface Leaving {
  person: string
  account: Account
  stay: number
  /** How many histories there are, and in how many the leaving lies in the window. */
  histories: number
  inWindow: number
  /** The days of leaving, over all histories. */
  days: Set<number>
  steps: Step[]
  /** Whether some other stay may have begun before the leaving or after it. */
  isContested: boolean
  /** By organisation: in how many histories the leaving lies in the window and leads there next. */
  movesInWindow: Map<string, number>
  /** The same, whenever it was. */
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
  // Only begins matter of all stays but this one.
  const own = projections(account, history => [history[stay]?.[1] ?? 0, ...history.map(([begin]) => begin)])
  const theirs = others.map(other => projections(other, history => history.map(([begin]) => begin)))
  const size = theirs.reduce((product, { length }) => product * length, own.length)
  if (size > MOST_COMBINATIONS) throw new Undecided('too many histories of one person')
  const places: Begin[] = [account, ...others].flatMap(place =>
    place.stays.map((_, at): Begin => ({ account: place, stay: at })),
  )
  const paired = places.map(place => pairedWith(oracle, place, account))
  const result: Leaving = {
    ...{ person: account.person, account, stay, histories: 0, inWindow: 0, days: new Set<number>() },
    steps: places.map((place, at) => ({
      organisation: place.account.organisation,
      paired: paired[at] === stay,
      after: 0,
      next: 0,
    })),
    isContested: false,
    movesInWindow: new Map(),
    moves: new Map(),
    daysTo: new Map(),
  }
  for (const [left = 0, ...begins] of product([own, ...theirs])) {
    const inWindow = includes(window, left)
    result.histories++
    result.days.add(left)
    if (inWindow) result.inWindow++
    const isOther = (at: number) => places[at]?.account !== account || places[at]?.stay !== stay
    const first = begins.reduce(
      (next, begin, at) => (isOther(at) && begin >= left && begin < next ? begin : next),
      Infinity,
    )
    const to = new Set<string>()
    begins.forEach((begin, at) => {
      const step = result.steps[at]
      if (!step || !isOther(at) || begin === Infinity) return
      // A stated origin belongs to one leaving; the stay is the next step of no other leaving from there.
      const elsewhere = paired[at] !== undefined && paired[at] !== stay
      if (begin >= left) step.after++
      if (!step.paired && (elsewhere || begin < left || begin > first)) return
      step.next++
      to.add(step.organisation)
    })
    for (const organisation of to) {
      const count = (moves: Map<string, number>) => moves.set(organisation, (moves.get(organisation) ?? 0) + 1)
      count(result.moves)
      if (inWindow) count(result.movesInWindow)
      const days = result.daysTo.get(organisation) ?? new Set()
      result.daysTo.set(organisation, days.add(left))
    }
  }
  result.isContested = result.steps.some(({ after }) => after > 0 && after < result.histories)
  result.steps = result.steps.filter(({ next }) => next > 0)
  return result
}

/** Which leaving of `from` a stay names as its origin: of those that can precede it, the last. */
function pairedWith(_: Oracle, { account, stay }: Begin, from: Account): number | undefined {
  const claims = account.stays[stay]?.joined?.claims ?? []
  if (!claims.some(({ origin }) => origin === from.organisation)) return undefined
  const latest = Math.max(...account.histories.map(history => history[stay]?.[0] ?? -Infinity))
  const possible = from.stays
    .map((_, at) => at)
    .filter(at => from.stays[at]?.left && from.histories.some(history => (history[at]?.[1] ?? Infinity) <= latest))
  if (possible.length > 1 && !from.ordered) throw new Undecided('an origin that is one of several posts')
  return possible.at(-1)
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
