import { createHash } from 'node:crypto'
import type { ManagedTransaction } from '../../server/db/connect.ts'
import { writeAll, writeRows } from '../../server/db/write.ts'
import type { Checked } from '../check/check-dataset.ts'
import { claimOf, contentOf } from '../claims/claim-row.ts'
import { emptyTally, type Tally } from '../lib/diff.ts'
import type { Chunk, PersonInput } from '../staging/dataset.ts'
import { type DescribedChanges, describe, type ValueChange } from '../statements/describe.ts'
import { descriptionsOf, readExistingValues, revive } from '../statements/existing.ts'
import type { Changes, PersonTallies } from '../store/changes.ts'
import { type LoadJournal, nothingRestated } from '../store/journal.ts'
import { inReading, inTransaction, type LoadContext, todayOf } from '../store/load-context.ts'
import type { IncomingPerson, ReconcileContext } from '../store/person-state.ts'
import { changedKinds, comparePeople } from '../store/stored-people.ts'
import type { Summary } from '../store/summary.ts'

/** The work of one transaction: people sorted by id, each with all their rows. */
export interface Batch {
  seq: number
  rows: number
  sha256: string
  people: PersonInput[]
  groups: IncomingPerson[]
}

/**
 * Small enough for the memory of one transaction (see hardened settings), large enough to spread the fixed cost of a
 * commit.
 */
const ROWS_PER_BATCH = 10_000

/** All batches of the load; `written` marks those that an earlier run has written. */
export function* batchesOf(checked: Checked, run: LoadJournal): Generator<Batch & { written: boolean }> {
  let seq = 0
  for (const chunk of checked.chunks())
    for (const batch of cut(chunk, checked)) {
      const sha256 = hashOf(batch)
      yield { seq, sha256, ...batch, written: run.isWritten(seq, sha256) }
      seq++
    }
}

/** Splits a chunk into batches: a chunk with few people but very many claims is too large for one transaction. */
function* cut(chunk: Chunk, checked: Checked): Generator<Omit<Batch, 'seq' | 'sha256'>> {
  const { merges } = checked.sameAs
  const groups = new Map<string, IncomingPerson>()
  const groupOf = (id: string) => {
    const root = merges.Person.rootOf(id)
    let group = groups.get(root)
    if (!group) {
      group = { root, members: merges.Person.membersOf(root), claims: [], died: null, force: false }
      groups.set(root, group)
    }
    return group
  }
  for (const row of chunk.claims)
    groupOf(row.person).claims.push(claimOf(row, checked.published.get(row.source) ?? null))
  for (const id of chunk.affected) groupOf(id).force = true
  const people = new Map<string, PersonInput[]>()
  for (const { place: _, row: __, ...person } of chunk.people) {
    const root = merges.Person.rootOf(person.id)
    const own = people.get(root)
    if (own) own.push(person)
    else people.set(root, [person])
    // A death bounds every tenure, even if the files contain no claim about the person.
    if (person.died !== null) groupOf(root)
  }
  let batch = { rows: 0, people: [] as PersonInput[], groups: [] as IncomingPerson[] }
  for (const root of [...new Set([...people.keys(), ...groups.keys()])].sort()) {
    const group = groups.get(root)
    const own = people.get(root) ?? []
    batch.people.push(...own)
    if (group) batch.groups.push(group)
    batch.rows += own.length + (group?.claims.length ?? 0)
    if (batch.rows < ROWS_PER_BATCH) continue
    yield batch
    batch = { rows: 0, people: [], groups: [] }
  }
  if (batch.people.length + batch.groups.length > 0) yield batch
}

function hashOf({ people, groups }: Pick<Batch, 'people' | 'groups'>): string {
  const hash = createHash('sha256')
  for (const { id, name, aliases, died, note, source } of people)
    hash.update(JSON.stringify([id, name, aliases, died, note, source]))
  for (const { root, members, claims, force } of groups) {
    hash.update(JSON.stringify([root, members, force]))
    for (const claim of claims) hash.update(JSON.stringify([claim.id, ...contentOf(claim)]))
  }
  return hash.digest('hex')
}

/** Writes a batch, the events and tenures that follow from it, and its journal entry in one transaction. */
export async function loadBatch(
  batch: Batch & { written: boolean },
  { sameAs, hierarchy, dissolved, anyWithdrawn, wasEmpty }: Checked,
  run: LoadJournal,
  { driver, dryRun = false, replace = [], recheck = false, correct = false }: LoadContext,
  summary: Summary,
): Promise<ValueChange[]> {
  if (batch.written) {
    summary.resumed += batch.rows
    return []
  }
  const { Organisation } = sameAs.merges
  const context: ReconcileContext = {
    organisationOf: id => Organisation.rootOf(id),
    hierarchy,
    dissolved: id => dissolved.get(id) ?? null,
    today: todayOf(),
    replacing: new Set(replace),
    load: run.number,
  }
  let isRepeated = false
  const work = async (transaction: ManagedTransaction) => {
    const people = emptyTally()
    if (anyWithdrawn && !dryRun) await revive(transaction, 'person', batch.people)
    // An empty database has none of these people. If another load has created one meanwhile, the transaction fails and is repeated.
    const isAbsent = wasEmpty && !isRepeated
    const existing = isAbsent ? new Map() : await readExistingValues(transaction, 'person', batch.people)
    isRepeated = true
    const described = describe('person', batch.people, existing, correct, people)
    const groups = batch.groups.map(group => withEnd(group, described, recheck))
    const fresh = new Set(described.added.map(({ effective: { id } }) => id))
    if (dryRun) return { people, described, changes: await comparePeople(transaction, groups, context, fresh) }
    const lock = async (ids: string[]) => {
      await writeRows(
        transaction,
        'lock-people',
        ids.sort().map(id => ({ id })),
      )
    }
    const changes = await comparePeople(transaction, groups, context, fresh, lock)
    const stateDigests = new Map(changes.stateDigests.map(one => [one.id, one]))
    await writeAll(transaction, [
      ['person', { person: described.added.map(one => newPerson(one, stateDigests, run)) }],
      ['description', descriptionsOf('person', described.descriptions, run, correct)],
      ['person-changed', described.changed],
      ...changedKinds({ ...changes, stateDigests: changes.stateDigests.filter(({ id }) => !fresh.has(id)) }),
    ])
    const restated = { ...nothingRestated(), ...changes.restated, people: described.restated }
    await run.recordBatch(transaction, batch.seq, batch.rows, batch.sha256, restated)
    return { people, described, changes }
  }
  const { people, described, changes } = await (dryRun ? inReading(driver, work) : inTransaction(driver, work))
  addUp(summary, people, changes)
  return [...described.values, ...changes.values]
}

/** A death bounds every tenure, whichever description states it. */
function withEnd(group: IncomingPerson, { effective }: DescribedChanges, recheck: boolean): IncomingPerson {
  const died = group.members.map(id => effective.get(id)?.died).find(died => typeof died === 'string') ?? null
  return { ...group, died: died === null ? null : String(died), force: group.force || recheck }
}

function newPerson(
  { effective, first }: DescribedChanges['added'][number],
  stateDigests: ReadonlyMap<string, object>,
  { run }: LoadJournal,
): object {
  const { name, aliases, died, note, source } = first as PersonInput
  const own = { ownName: name, ownAliases: aliases, ownDied: died, ownNote: note }
  return { ...effective, ...own, source, run, due: null, stateDigest: null, ...stateDigests.get(effective.id) }
}

function addUp(summary: Summary, people: Tally, { tallies }: Changes): void {
  const add = (to: Tally, { added, changed, unchanged }: Tally) => {
    to.added += added
    to.changed += changed
    to.unchanged += unchanged
  }
  add(summary.people, people)
  for (const kind of ['claims', 'joined', 'left', 'tenures'] as const) add(summary[kind], tallies[kind])
  for (const kind of ['withdrawn', 'outdated', 'disputes', 'openOrigins'] as const satisfies (keyof PersonTallies)[])
    summary[kind] += tallies[kind]
}
