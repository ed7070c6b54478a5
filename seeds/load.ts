import type { Claim } from '../cypher/model.ts'
import { foldName } from '../cypher/names.ts'
import type { Driver, ManagedTransaction } from '../server/db/connect.ts'
import { readCypher } from '../server/db/files.ts'
import { toWire } from '../server/db/wire.ts'
import { applySchema, writeRows } from '../server/db/write.ts'
import { checkDataset, type KnownIds } from './check.ts'
import { byId, emptyTally, type Tally, toWrite } from './diff.ts'
import { groupBy } from './group.ts'
import { InputError, type Problem } from './problem.ts'
import type { Dataset, Read } from './read.ts'
import type { WeighedClaim } from './reconcile/claim.ts'
import { reconcile } from './reconcile.ts'

/** What a load reports and to whom; a test passes a silent one. */
export interface LoadEffects {
  driver: Driver
  /** Called with the number of rows written and of rows in all. */
  progress?: (done: number, total: number) => void
}

export type Summary = Record<
  'people' | 'organisations' | 'sources' | 'partOf' | 'claims' | 'joined' | 'left' | 'tenures',
  Tally
> & {
  /** Events and stays that no longer follow from the claims. */
  outdated: number
}

export interface Loaded {
  summary: Summary
  /** What is odd in the input, though no fault. */
  warnings: Problem[]
}

const PEOPLE_A_BATCH = 500
const ROWS_A_BATCH = 5_000

/**
 * Loads a data set: the constraints, then people, organisations and sources, then the claims person by person, each with
 * the events and stays that follow from all claims of that person. A second load of the same changes nothing.
 * @throws {InputError} before anything is written, if the data set has a fault
 */
export async function load(data: Dataset, { driver, progress = () => {} }: LoadEffects): Promise<Loaded> {
  const warnings = await refuseFaults(data, driver)
  await applySchema(driver)
  const summary = emptySummary()
  const total =
    data.people.length + data.organisations.length + data.sources.length + data.partOf.length + data.claims.length
  let done = 0
  const advance = (rows: number) => {
    done += rows
    progress(done, total)
  }
  await loadEntities(data, driver, summary, advance)
  const byPerson = groupBy(data.claims, ({ person }) => person)
  const people = [...byPerson.keys()].sort()
  for (let at = 0; at < people.length; at += PEOPLE_A_BATCH) {
    const batch = people.slice(at, at + PEOPLE_A_BATCH)
    const tallies = await inTransaction(driver, transaction => loadHistories(transaction, batch, byPerson))
    addUp(summary, tallies)
    advance(batch.reduce((sum, person) => sum + (byPerson.get(person)?.length ?? 0), 0))
  }
  return { summary, warnings }
}

/** @throws {InputError} if the rows, alone or against each other and the database, have a fault */
async function refuseFaults(data: Dataset, driver: Driver): Promise<Problem[]> {
  const problems = [...data.problems, ...checkDataset(data, await knownIds(driver, data))]
  if (problems.some(({ warning }) => !warning)) throw new InputError(problems)
  return problems
}

async function knownIds(driver: Driver, data: Dataset): Promise<KnownIds> {
  const named = data.claims.flatMap(({ person, organisation, source, origin }) => [
    person,
    organisation,
    source,
    origin ?? '',
  ])
  const parts = data.partOf.flatMap(({ whole, source }) => [whole, source])
  const own = [...data.people, ...data.organisations].map(({ id }) => id)
  const ids = [...new Set([...named, ...parts, ...own])]
  const found = await readOne<Record<keyof KnownIds, string[]>>(driver, 'known-ids', { ids })
  return { people: new Set(found.people), organisations: new Set(found.organisations), sources: new Set(found.sources) }
}

async function loadEntities(
  data: Dataset,
  driver: Driver,
  summary: Summary,
  advance: (rows: number) => void,
): Promise<void> {
  const search = ({ name, aliases }: { name: string; aliases: string[] }) => ({
    search: [name, ...aliases].map(foldName),
  })
  const wanted = {
    people: data.people.map(person => ({ ...plain(person), ...search(person) })),
    organisations: data.organisations.map(organisation => ({ ...plain(organisation), ...search(organisation) })),
    sources: data.sources.map(plain),
    partOf: data.partOf.map(plain),
  }
  const ids = Object.fromEntries(Object.entries(wanted).map(([kind, rows]) => [kind, rows.map(({ id }) => id)]))
  const existing = await readOne<Record<string, { id: string }[]>>(driver, 'existing', ids)
  for (const [kind, write] of ENTITIES) {
    const rows = toWrite<{ id: string }>(wanted[kind], byId(existing[kind] ?? []), summary[kind])
    for (let at = 0; at < rows.length; at += ROWS_A_BATCH)
      await inTransaction(driver, transaction => writeRows(transaction, write, rows.slice(at, at + ROWS_A_BATCH)))
    advance(wanted[kind].length)
  }
}

const ENTITIES = [
  ['sources', 'source'],
  ['people', 'person'],
  ['organisations', 'organisation'],
  ['partOf', 'part-of'],
] as const

interface History {
  person: string
  claims: WeighedClaim[]
  joined: { id: string }[]
  left: { id: string }[]
  tenures: { id: string }[]
}

type Histories = Pick<Summary, 'claims' | 'joined' | 'left' | 'tenures' | 'outdated'>

/** Reads what these people's claims are, adds the new ones, and writes what follows from all: in one transaction. */
async function loadHistories(
  transaction: ManagedTransaction,
  people: string[],
  claims: Map<string, Read<Claim>[]>,
): Promise<Histories> {
  const tallies = emptySummary()
  const given = people.flatMap(person => claims.get(person) ?? []).map(plain)
  const before = await histories(transaction, people)
  await writeRows(transaction, 'claim', toWrite(given, byId(before.flatMap(history => history.claims)), tallies.claims))
  const after = await histories(transaction, people)
  const results = after.map(history => reconcile(history.claims))
  for (const [kind, write] of EVENTS) {
    const wanted = results.flatMap(result => result[kind] as { id: string }[])
    const existing = byId(before.flatMap(history => history[kind]))
    await writeRows(transaction, write, toWrite(wanted, existing, tallies[kind]))
    for (const { id } of wanted) existing.delete(id)
    await writeRows(transaction, 'outdated', [...existing.values()])
    tallies.outdated += existing.size
  }
  return tallies
}

const EVENTS = [
  ['joined', 'joined'],
  ['left', 'left'],
  ['tenures', 'tenure'],
] as const

async function histories(transaction: ManagedTransaction, people: string[]): Promise<History[]> {
  const { records } = await transaction.run(await readCypher('lookup/histories'), { people })
  return records.map(record => toWire(record.toObject()) as History)
}

async function inTransaction<T>(driver: Driver, work: (transaction: ManagedTransaction) => Promise<T>): Promise<T> {
  const session = driver.session()
  try {
    return await session.executeWrite(work)
  } finally {
    await session.close()
  }
}

async function readOne<T>(driver: Driver, lookup: string, params: object): Promise<T> {
  const { records } = await driver.executeQuery(await readCypher(`lookup/${lookup}`), params, { routing: 'READ' })
  return toWire(records[0]?.toObject()) as T
}

const plain = <T extends { place: unknown }>({ place: _, ...thing }: T): Omit<T, 'place'> => thing

const emptySummary = (): Summary => ({
  people: emptyTally(),
  organisations: emptyTally(),
  sources: emptyTally(),
  partOf: emptyTally(),
  claims: emptyTally(),
  joined: emptyTally(),
  left: emptyTally(),
  tenures: emptyTally(),
  outdated: 0,
})

function addUp(summary: Summary, more: Histories): void {
  for (const kind of ['claims', 'joined', 'left', 'tenures'] as const)
    for (const key of ['added', 'changed', 'unchanged'] as const) summary[kind][key] += more[kind][key]
  summary.outdated += more.outdated
}
