import { createHash } from 'node:crypto'
import type { Person, SearchNames } from '../cypher/model.ts'
import type { ManagedTransaction } from '../server/db/connect.ts'
import { readCypher } from '../server/db/files.ts'
import { toWire } from '../server/db/wire.ts'
import { writeAll, writeRows } from '../server/db/write.ts'
import type { Changes, Given, HistoryTallies, Judgement } from './changes.ts'
import type { Checked } from './check.ts'
import { claimOf } from './claim-row.ts'
import type { Portion } from './dataset.ts'
import { byId, emptyTally, type Tally, toWrite } from './diff.ts'
import { inReading, inTransaction, type LoadEffects, todayOf } from './effects.ts'
import { changedKinds, compareHistories } from './histories.ts'
import type { Summary } from './load.ts'
import type { Run } from './run.ts'
import { searchOf } from './search-names.ts'
import { outdateSourceCounts } from './source-counts.ts'

/** A set of people, sorted, each with all that the files say of them: what one transaction writes. */
export interface Batch {
  seq: number
  rows: number
  sha256: string
  people: PersonRow[]
  groups: Given[]
}

type PersonRow = Person

/** Few enough for the memory of a transaction (see hardened settings), and many, for each commit has a price of its own. */
const ROWS_A_BATCH = 10_000

/** Batches that this run has not written yet. */
export function* batchesOf(checked: Checked, run: Run): Generator<Batch & { written: boolean }> {
  let seq = 0
  for (const portion of checked.portions())
    for (const batch of cut(portion, checked)) {
      const sha256 = hashOf(batch)
      yield { seq, sha256, ...batch, written: run.isWritten(seq, sha256) }
      seq++
    }
}

/** A portion of few people with very many claims is more than one transaction takes well. */
function* cut(portion: Portion, checked: Checked): Generator<Omit<Batch, 'seq' | 'sha256'>> {
  const { merges } = checked.judged
  const groups = new Map<string, Given>()
  const groupOf = (id: string) => {
    const root = merges.Person.rootOf(id)
    let group = groups.get(root)
    if (!group) {
      group = { root, members: merges.Person.membersOf(root), claims: [], died: null, force: false }
      groups.set(root, group)
    }
    return group
  }
  for (const row of portion.claims)
    groupOf(row.person).claims.push(claimOf(row, checked.published.get(row.source) ?? null))
  for (const id of portion.touched) groupOf(id).force = true
  const people = new Map<string, PersonRow[]>()
  for (const { place: _, row: __, ...person } of portion.people) {
    const root = merges.Person.rootOf(person.id)
    people.set(root, [...(people.get(root) ?? []), person])
    // A death bounds every stay, also those of which the files say nothing.
    if (person.died !== null) groupOf(root).died = person.died
  }
  let batch = { rows: 0, people: [] as PersonRow[], groups: [] as Given[] }
  for (const root of [...new Set([...people.keys(), ...groups.keys()])].sort()) {
    const group = groups.get(root)
    const own = people.get(root) ?? []
    batch.people.push(...own)
    if (group) batch.groups.push(group)
    batch.rows += own.length + (group?.claims.length ?? 0)
    if (batch.rows < ROWS_A_BATCH) continue
    yield batch
    batch = { rows: 0, people: [], groups: [] }
  }
  if (batch.people.length + batch.groups.length > 0) yield batch
}

function hashOf({ people, groups }: Pick<Batch, 'people' | 'groups'>): string {
  const hash = createHash('sha256')
  for (const { id, name, aliases, died, note } of people) hash.update(JSON.stringify([id, name, aliases, died, note]))
  for (const { root, members, claims, force } of groups) {
    hash.update(JSON.stringify([root, members, force]))
    for (const { id, manner, reason, status, note } of claims)
      hash.update(JSON.stringify([id, manner, reason, status, note]))
  }
  return hash.digest('hex')
}

/** Writes one batch in one transaction, with what follows from it and the note that it is written. */
export async function loadBatch(
  batch: Batch & { written: boolean },
  { judged, ties, dissolved }: Checked,
  run: Run,
  { driver, dryRun = false, replace = [], recheck = false }: LoadEffects,
  summary: Summary,
): Promise<void> {
  if (batch.written) {
    summary.resumed += batch.rows
    return
  }
  const { Organisation } = judged.merges
  const groups = recheck ? batch.groups.map(group => ({ ...group, force: true })) : batch.groups
  const judgement: Judgement = {
    organisationOf: id => Organisation.rootOf(id),
    ties,
    dissolved: id => dissolved.get(id) ?? null,
    today: todayOf(),
    replacing: new Set(replace),
  }
  const work = async (transaction: ManagedTransaction) => {
    const people = emptyTally()
    const { added, changed } = await comparePeople(transaction, batch.people, people)
    const fresh = new Set(added.map(({ id }) => id))
    if (dryRun) return { people, changes: await compareHistories(transaction, groups, judgement, fresh) }
    const hold = async (ids: string[]) => {
      await writeRows(
        transaction,
        'held',
        ids.sort().map(id => ({ id })),
      )
    }
    const changes = await compareHistories(transaction, groups, judgement, fresh, hold)
    const settled = new Map(changes.settled.map(one => [one.id, one]))
    await writeAll(transaction, [
      ['person', added.map(person => ({ ...person, due: null, settled: null, ...settled.get(person.id) }))],
      ['person-changed', changed],
      ...changedKinds({ ...changes, settled: changes.settled.filter(({ id }) => !fresh.has(id)) }),
    ])
    await run.note(transaction, batch.seq, batch.rows, batch.sha256)
    // People that were reconciled again may have other claims or events now.
    if (changes.settled.length > 0) await outdateSourceCounts(transaction)
    return { people, changes }
  }
  const { people, changes } = await (dryRun ? inReading(driver, work) : inTransaction(driver, work))
  addUp(summary, people, changes)
}

/** Which people of a batch are not there, and of which something else is told. */
async function comparePeople(
  transaction: ManagedTransaction,
  people: PersonRow[],
  tally: Tally,
): Promise<Record<'added' | 'changed', (PersonRow & SearchNames)[]>> {
  if (people.length === 0) return { added: [], changed: [] }
  const ids = people.map(({ id }) => id)
  const result = await transaction.run(await readCypher('lookup/existing-people'), { ids })
  const existing = byId(result.records.map(record => toWire(record.get('person')) as { id: string }))
  return toWrite(
    people.map(person => {
      const died = person.died ?? (existing.get(person.id) as Partial<Person> | undefined)?.died ?? null
      return { ...person, died, ...searchOf(person) }
    }),
    existing,
    tally,
  )
}

function addUp(summary: Summary, people: Tally, { tallies }: Changes): void {
  const add = (to: Tally, { added, changed, unchanged }: Tally) => {
    to.added += added
    to.changed += changed
    to.unchanged += unchanged
  }
  add(summary.people, people)
  for (const kind of ['claims', 'joined', 'left', 'tenures'] as const) add(summary[kind], tallies[kind])
  for (const kind of ['withdrawn', 'outdated', 'disputes', 'openOrigins'] as const satisfies (keyof HistoryTallies)[])
    summary[kind] += tallies[kind]
}
