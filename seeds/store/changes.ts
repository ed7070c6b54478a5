import { parseDate } from '../../cypher/dates.ts'
import type { Joined } from '../../cypher/model.ts'
import type { WeighedClaim } from '../claims/claim.ts'
import { CONTENT, claimId, contentOf, identityOf, numberRepeats, withdrawnId } from '../claims/claim-row.ts'
import { byId, emptyTally, type Tally, toWrite } from '../lib/diff.ts'
import { placeOf } from '../lib/line-number.ts'
import { hasHappened } from '../reconcile/origins.ts'
import { type Reconciled, reconcile } from '../reconcile/reconcile.ts'
import { least } from '../reconcile/tenures.ts'
import type { ValueChange } from '../statements/describe.ts'
import type { IncomingPerson, ReconcileContext, StoredPerson } from './person-state.ts'
import { type Counts, formatState, stateDigest } from './state-digest.ts'

export type PersonTallies = Record<'claims' | 'joined' | 'left' | 'tenures', Tally> & {
  /** Claims that the load withdraws. */
  withdrawn: number
  /** Events and tenures that no longer follow from the claims. */
  outdated: number
  /** Events that were not disputed before. */
  disputes: number
  /** Joinings whose stated origin could not be paired with a leaving. */
  openOrigins: number
}

export const emptyPersonTallies = (): PersonTallies => ({
  claims: emptyTally(),
  joined: emptyTally(),
  left: emptyTally(),
  tenures: emptyTally(),
  withdrawn: 0,
  outdated: 0,
  disputes: 0,
  openOrigins: 0,
})

interface Rows {
  added: object[]
  changed: object[]
}

/** The rows to write, and their totals. */
export interface Changes extends Record<'joined' | 'left' | 'tenures', Rows> {
  load: number
  claims: Rows & {
    withdrawn: { from: string; id: string; withdrawn: string | null; replacedBy: string | null; by: bigint }[]
    /** Claims whose withdrawn copy with the same id is stored already: same content, same day of recording. */
    dropped: { id: string }[]
    /** Claims that an earlier version stored under another id. */
    renamed: { from: string; id: string }[]
    /** Claims whose row is now on another line of its file. */
    moved: { id: string; locator: string | null }[]
  }
  outdated: object[]
  stateDigests: { id: string; stateDigest: string | null; due: string | null }[]
  tallies: PersonTallies
  /** Changed values of existing claims. */
  values: ValueChange[]
  /** Existing records that the load states again. */
  restated: { whole: string[]; claims: string[] }
}

const rows = (): Rows => ({ added: [], changed: [] })

export const noChanges = (load = 0): Changes => ({
  load,
  claims: { ...rows(), withdrawn: [], dropped: [], renamed: [], moved: [] },
  joined: rows(),
  left: rows(),
  tenures: rows(),
  outdated: [],
  stateDigests: [],
  tallies: emptyPersonTallies(),
  values: [],
  restated: { whole: [], claims: [] },
})

/**
 * Adds the changes of one person to `changes`. If its source changes or drops a claim, the old version is kept as
 * withdrawn. Events and tenures follow from the active claims.
 */
export function changesOf(
  incoming: IncomingPerson,
  stored: StoredPerson[],
  context: ReconcileContext,
  changes: Changes,
): void {
  const claims = stored.flatMap(one => one.claims)
  const { active, total } = claimsAfter(incoming, claims, context, changes)
  eventChanges(incoming, stored, active, total, context, changes)
}

/**
 * Adds the events and tenures that follow from the active claims to `changes`. `total` counts all claims, withdrawn
 * ones included.
 */
export function eventChanges(
  incoming: IncomingPerson,
  stored: StoredPerson[],
  active: WeighedClaim[],
  total: number,
  context: ReconcileContext,
  changes: Changes,
): void {
  const died = incoming.died ?? stored.find(one => one.died)?.died ?? null
  const result = reconcile(
    active.map(claim => withCanonicalIds(claim, incoming, context)),
    context.hierarchy.within,
    { today: context.today, died: died === null ? null : parseDate(died), dissolved: context.dissolved },
    context.hierarchy.wholesOf,
  )
  const counts: Counts = { claims: total, joined: 0, left: 0, tenures: 0 }
  for (const kind of EVENTS) {
    const existing = byId<Event>(stored.flatMap(one => one[kind] as Event[]))
    const wanted = toWrite<Event>(result[kind], existing, changes.tallies[kind])
    changes[kind].added.push(...wanted.added.map(withoutEmpty))
    changes[kind].changed.push(...wanted.changed.map(withoutEmpty))
    for (const { id, disputed } of [...wanted.added, ...wanted.changed])
      if (disputed && !existing.get(id)?.disputed) changes.tallies.disputes++
    for (const event of [...wanted.added, ...wanted.changed])
      if (event.origin && !event.originLeft && hasHappened(event.status)) changes.tallies.openOrigins++
    for (const { id } of result[kind]) existing.delete(id)
    for (const { id, person, organisation } of existing.values()) changes.outdated.push({ id, person, organisation })
    changes.tallies.outdated += existing.size
    counts[kind] = result[kind].length
  }
  const state = formatState({ digest: stateDigest(active, context, died), counts })
  changes.stateDigests.push({ id: incoming.root, stateDigest: state, due: dueOf(result, context) })
}

/** The earliest day of the scheduled events. */
const dueOf = ({ joined, left }: Reconciled, { today }: ReconcileContext): string | null =>
  today === null
    ? null
    : least([...joined, ...left].filter(({ status }) => status === 'scheduled').map(({ earliest }) => earliest))

const EVENTS = ['joined', 'left', 'tenures'] as const

/** Most events are undisputed, and Neo4j needs extra space even for an empty list. */
const withoutEmpty = (event: Event): object => (event.disputes?.length === 0 ? { ...event, disputes: null } : event)

interface Event {
  disputes?: string[]
  id: string
  person: string
  organisation: string
  disputed?: boolean
  status?: Joined['status']
  origin?: string | null
  originLeft?: string | null
}

/** Maps the ids of a claim to their canonical ids, for merged people and organisations. */
function withCanonicalIds(
  claim: WeighedClaim,
  { root, members }: IncomingPerson,
  { organisationOf }: ReconcileContext,
): WeighedClaim {
  const organisation = organisationOf(claim.organisation)
  const origin = claim.origin === null ? null : organisationOf(claim.origin)
  if (members.length === 1 && organisation === claim.organisation && origin === claim.origin) return claim
  return { ...claim, person: root, organisation, origin }
}

/** The active claims after the load, and the number of all claims including the withdrawn ones. */
function claimsAfter(
  incoming: IncomingPerson,
  existing: WeighedClaim[],
  { replacing, load }: ReconcileContext,
  { claims, tallies, values, restated }: Changes,
): { active: WeighedClaim[]; total: number } {
  const old = byId(existing.filter(({ withdrawn }) => withdrawn === null))
  for (const { from, claim } of repeatsAmong([...old.values()])) {
    if (from !== claim.id) claims.renamed.push({ from, id: claim.id })
    old.delete(from)
    old.set(claim.id, claim)
  }
  const withdrawn = existing.filter(({ withdrawn, undone }) => withdrawn !== null && !undone)
  const withdrawnIds = new Set(withdrawn.map(({ id }) => id))
  const withdrawnContents = new Set(withdrawn.map(contentKey))
  let total = existing.length
  const withdraw = (claim: WeighedClaim, on: string | null, replacedBy: string | null) => {
    old.delete(claim.id)
    const id = withdrawnId(claim, claim.recorded)
    if (withdrawnIds.has(id)) {
      claims.dropped.push({ id: claim.id })
      total--
    } else claims.withdrawn.push({ from: claim.id, id, withdrawn: on, replacedBy, by: BigInt(load) })
    withdrawnIds.add(id)
    withdrawnContents.add(contentKey(claim))
  }
  const active = byId(incoming.claims.filter(({ withdrawn }) => withdrawn === null))
  const added: WeighedClaim[] = []
  for (const claim of active.values()) {
    const before = old.get(claim.id)
    if (before === undefined) {
      added.push(claim)
      tallies.claims.added++
    } else if (sameContent(before, claim)) {
      const redated = claim.recorded !== null && claim.recorded !== before.recorded
      if (redated) claims.changed.push({ id: claim.id, recorded: claim.recorded })
      if (claim.locator !== before.locator) claims.moved.push({ id: claim.id, locator: claim.locator })
      tallies.claims[redated ? 'changed' : 'unchanged']++
      restated.claims.push(claim.id)
      old.delete(claim.id)
    } else {
      withdraw(before, null, claim.id)
      added.push(claim)
      values.push(...changedValues(before, claim))
      tallies.claims.changed++
    }
  }
  for (const claim of incoming.claims.filter(({ withdrawn }) => withdrawn !== null)) {
    const before = old.get(claimId(claim))
    const recorded = claim.recorded ?? before?.recorded ?? claim.withdrawn
    const id = withdrawnId(claim, recorded)
    // Check this first: the source may have stated a withdrawn claim again since.
    if (before && sameContent(before, claim) && before.recorded === recorded) {
      withdraw(before, laterOf(claim.withdrawn, recorded), claim.replacedBy)
      tallies.withdrawn++
    } else if (withdrawnIds.has(id) || (claim.recorded === null && withdrawnContents.has(contentKey(claim))))
      tallies.claims.unchanged++
    else {
      added.push({ ...claim, id, recorded })
      withdrawnIds.add(id)
      tallies.claims.added++
    }
  }
  for (const before of [...old.values()])
    if (replacing.has(before.source)) {
      withdraw(before, null, replacementOf(before, added))
      tallies.withdrawn++
    }
  claims.added.push(...added)
  return { active: [...active.values(), ...old.values()], total: total + added.length }
}

/** Claims with a line number in the locator. An earlier version kept that number in the claim id. */
function repeatsAmong(active: WeighedClaim[]): { from: string; claim: WeighedClaim }[] {
  const inLines = active.filter(({ locator }) => placeOf(locator).line !== null)
  if (inLines.length === 0) return []
  const copies = inLines.map(claim => ({ ...claim }))
  numberRepeats(copies)
  return copies.map(claim => ({ from: claim.id, claim: { ...claim, id: claimId(claim) } }))
}

function changedValues(before: WeighedClaim, after: WeighedClaim): ValueChange[] {
  const columns = CONTENT.filter(column => before[column] !== after[column])
  return columns.map(column => ({
    ...{ kind: 'claim', id: after.id, column, before: before[column], after: after[column] },
    about: [after.person, after.event, after.organisation],
  }))
}

/** A claim cannot be withdrawn before the day on which it was recorded. */
const laterOf = (day: string | null, recorded: string | null): string | null =>
  day !== null && recorded !== null && day < recorded ? recorded : day

/** The whole content of a claim. Only the day of recording distinguishes two claims with equal content. */
const contentKey = (claim: WeighedClaim): string => JSON.stringify([...identityOf(claim), ...contentOf(claim)])

const sameContent = (a: WeighedClaim, b: WeighedClaim): boolean => {
  const other = contentOf(b)
  return contentOf(a).every((value, at) => value === other[at])
}

/**
 * The only new claim by the same source about the same event, if there is exactly one: a correction of its date, role
 * or place.
 */
function replacementOf(withdrawnClaim: WeighedClaim, added: WeighedClaim[]): string | null {
  const [only, ...more] = added.filter(
    ({ source, person, organisation, event, stint, withdrawn }) =>
      withdrawn === null &&
      source === withdrawnClaim.source &&
      person === withdrawnClaim.person &&
      organisation === withdrawnClaim.organisation &&
      event === withdrawnClaim.event &&
      stint === withdrawnClaim.stint,
  )
  return only && more.length === 0 ? only.id : null
}
