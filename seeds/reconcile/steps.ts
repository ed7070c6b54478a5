import type { Ends, Joined, Left, Tenure } from '../../cypher/model.ts'
import { compare } from '../claims/claim.ts'
import { groupBy } from '../lib/group-by.ts'
import { hasHappened } from './origins.ts'
import { byNumber, isNumbered } from './stints.ts'
import { greatest, least } from './tenures.ts'

type Leaving = Left & Ends
type Stay = Tenure & Ends

/** The direct and indirect wholes of an organisation. */
export type WholesOf = (organisation: string) => ReadonlySet<string>

/** A stay that can have begun after a leaving. */
interface Step {
  stay: Stay
  /** Whether a source states that the person came here from the organisation they left. */
  stated: boolean
  /** Whether the stated origin can mean no other leaving. */
  pairedForSure: boolean
  /** Whether the stay surely began after the leaving. */
  after: boolean
  /** Whether no source names another origin, and sources say more than that the person left there, perhaps before. */
  eligible: boolean
}

/**
 * Sets `next`, `nextAt` and `nextCertainty` of each leaving: the stays that can have been the next, earliest first.
 *
 * - A stay whose joining is paired with the leaving is a next stay. So is a stay without a stated origin, if it can
 *   have begun after the leaving, no other stay surely came in between, and no source names another destination.
 * - A stay of which sources report only the end is no next stay if it may have ended before the leaving: that they left
 *   there does not say that they went there.
 * - An organisation and its part are no destinations of each other. If both are candidates, the part counts only if it
 *   came later.
 * - A destination is `definite` if a stay there surely began after the leaving and no stay elsewhere can have begun in
 *   between.
 */
export function findSteps(joined: (Joined & Ends)[], left: Leaving[], stays: Stay[], wholesOf: WholesOf): void {
  const leavings = left.filter(({ status }) => hasHappened(status))
  if (leavings.length === 0 || stays.length < 2) return
  const joinings = new Map(joined.filter(({ status }) => hasHappened(status)).map(one => [stintOf(one), one]))
  const ended = new Set(leavings.map(stintOf))
  const byStint = new Map(stays.map(stay => [stintOf(stay), stay]))
  const paired = groupBy(stays, stay => joinings.get(stintOf(stay))?.originLeft ?? '')
  const begins = new Begins(stays)
  const areRelated = (a: string, b: string): boolean => wholesOf(a).has(b) || wholesOf(b).has(a)
  for (const leaving of leavings) {
    const was = byStint.get(stintOf(leaving))
    if (!was) continue
    const stepOf = (stay: Stay): Step | undefined => {
      if (stay === was || areRelated(stay.organisation, was.organisation)) return undefined
      const joining = joinings.get(stintOf(stay))
      const stated = joining?.originLeft === leaving.id
      const turn = turnOf(stay, was)
      if (!stated && (turn < 0 || (turn === 0 && isBefore(stay.beginLatest, was.endEarliest)))) return undefined
      const after = stated || turn > 0 || isBy(was.endLatest, stay.beginEarliest)
      const eligible =
        stated ||
        ((joining?.origin ?? null) === null &&
          (after || joining !== undefined || !ended.has(stintOf(stay)) || isBy(was.endLatest, stay.endEarliest)))
      return { stay, stated, pairedForSure: joining?.originCertainty === 'definite', after, eligible }
    }
    const known = [...(paired.get(leaving.id) ?? []), ...followers(was, byStint)].flatMap(stay => stepOf(stay) ?? [])
    const { steps, reach } = begins.nearest(was.endEarliest, known, stepOf)
    const next = nextOf(steps, wholesOf).sort(
      (a, b) => compare(orLast(a.stay.beginLatest), orLast(b.stay.beginLatest)) || compare(a.stay.id, b.stay.id),
    )
    const sure = surelyAt(steps, was, reach, areRelated)
    leaving.next = next.map(({ stay }) => stay.id)
    leaving.nextAt = next.map(({ stay }) => stay.organisation)
    leaving.nextCertainty = next.map(({ stay, stated, pairedForSure }) =>
      (stated ? pairedForSure : sure.has(stay.organisation)) ? 'definite' : 'possible',
    )
  }
}

const stintOf = ({ organisation, stint }: { organisation: string; stint: string }): string =>
  `${organisation}\n${stint}`

/**
 * Positive if a stay came after another one at the same organisation, negative if before, 0 if only their dates can
 * decide.
 */
function turnOf(stay: Stay, was: Stay): number {
  const turn = stay.organisation === was.organisation ? byNumber(stay.stint, was.stint) : 0
  const [before, after] = turn > 0 ? [was, stay] : [stay, was]
  return isBefore(after.beginLatest, before.beginLatest) ? 0 : turn
}

/** The next numbered stay follows, even if the dates contradict it. */
function followers({ organisation, stint }: Stay, byStint: ReadonlyMap<string, Stay>): Stay[] {
  const follower = isNumbered(stint) && byStint.get(stintOf({ organisation, stint: String(Number(stint) + 1) }))
  return follower ? [follower] : []
}

function nextOf(steps: Step[], wholesOf: WholesOf): Step[] {
  const isStated = steps.some(({ stated }) => stated)
  const first = least(steps.filter(({ after }) => after).map(({ stay }) => stay.beginLatest))
  const near = steps.filter(
    ({ stay, stated, after }) => stated || !(isBefore(first, stay.beginEarliest) || (isStated && !after)),
  )
  return near.filter(step => {
    if (step.stated || !step.eligible) return step.stated
    const wholes = wholesOf(step.stay.organisation)
    const isWholeOfIt = ({ stay }: Step) =>
      wholes.has(stay.organisation) && !isBefore(step.stay.beginLatest, stay.beginEarliest)
    return wholes.size === 0 || !near.some(isWholeOfIt)
  })
}

/** The organisation they surely went to: a source states it, or a stay there surely began first. */
function surelyAt(
  steps: Step[],
  was: Stay,
  reach: string | null,
  areRelated: (a: string, b: string) => boolean,
): Set<string> {
  const isFirst = ({ stay: { organisation, beginLatest }, after, eligible }: Step): boolean =>
    after &&
    eligible &&
    isBy(orLast(beginLatest), reach) &&
    (isBy(beginLatest, was.endEarliest) ||
      steps.every(
        ({ stay: other, eligible }) =>
          (eligible && (other.organisation === organisation || areRelated(other.organisation, organisation))) ||
          isBy(beginLatest, other.beginEarliest),
      ))
  const sure = steps.filter(step => (step.stated && step.pairedForSure) || isFirst(step))
  return new Set(sure.map(({ stay }) => stay.organisation))
}

/** Stays ordered by the last day on which they can have begun. */
class Begins {
  readonly #stays: Stay[]
  /** The earliest possible begin of the stay at this position or any later one. */
  readonly #earliest: string[] = []

  constructor(stays: Stay[]) {
    this.#stays = stays.toSorted((a, b) => compare(orLast(a.beginLatest), orLast(b.beginLatest)))
    let earliest = LAST
    for (const { beginEarliest } of this.#stays.toReversed()) {
      if (orFirst(beginEarliest) < earliest) earliest = orFirst(beginEarliest)
      this.#earliest.push(earliest)
    }
    this.#earliest.reverse()
  }

  /**
   * Returns `known` and all stays that can have begun between `from` and `reach`. Any stay that began after `reach`
   * surely came after another step. Avoids a scan of all stays, because some people have thousands.
   */
  nearest(from: string | null, known: Step[], stepOf: (stay: Stay) => Step | undefined) {
    const steps = new Map(known.map(step => [step.stay, step]))
    let first = least(known.filter(({ after }) => after).map(({ stay }) => orLast(stay.beginLatest)))
    let reach = first
    for (let at = this.#indexOf(from); at < this.#stays.length; at++) {
      if (reach !== null && (this.#earliest[at] ?? '') > reach) break
      const stay = this.#stays[at]
      const step = stay && stepOf(stay)
      if (!step) continue
      steps.set(stay, step)
      if (!step.after || (first !== null && orFirst(stay.beginEarliest) > first)) continue
      const begun = orLast(stay.beginLatest)
      if (first === null || begun < first) first = reach = begun
      else reach = greatest([reach, begun])
    }
    return { steps: [...steps.values()], reach }
  }

  /** The position of the first stay that can have begun on that day or later. */
  #indexOf(day: string | null): number {
    let [low, high] = [0, this.#stays.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(orLast(this.#stays[middle]?.beginLatest ?? null), day)) low = middle + 1
      else high = middle
    }
    return low
  }
}

const LAST = '9999-12-31'
const orLast = (day: string | null): string => day ?? LAST
const orFirst = (day: string | null): string => day ?? ''
const isBefore = (day: string | null, other: string | null): boolean => day !== null && other !== null && day < other
const isBy = (day: string | null, other: string | null): boolean => day !== null && other !== null && day <= other
