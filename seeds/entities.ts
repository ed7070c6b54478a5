import { foldName } from '../cypher/names.ts'
import { writeRows } from '../server/db/write.ts'
import { byId, type Tally, toWrite } from './diff.ts'
import { inTransaction, type LoadEffects, lookUp } from './effects.ts'
import { withoutPlace } from './place.ts'
import type { Dataset } from './read.ts'

const ROWS_A_BATCH = 5_000

/** In the order in which they are written: a part needs its whole. */
const KINDS = [
  ['sources', 'source'],
  ['people', 'person'],
  ['organisations', 'organisation'],
  ['partOf', 'part-of'],
] as const
export type EntityKind = (typeof KINDS)[number][0]

/** Brings people, organisations, what is a part of what, and sources up to date, in batches. `known` are the ids in the database. */
export async function loadEntities(
  data: Dataset,
  known: ReadonlySet<string>,
  { driver, dryRun = false }: LoadEffects,
  tallies: Record<EntityKind, Tally>,
  advance: (rows: number) => void,
): Promise<void> {
  const search = ({ name, aliases }: { name: string; aliases: string[] }) => ({
    search: [name, ...aliases].map(foldName),
  })
  const wanted: Record<EntityKind, { id: string }[]> = {
    sources: data.sources.map(withoutPlace),
    people: data.people.map(person => ({ ...withoutPlace(person), ...search(person) })),
    organisations: data.organisations.map(organisation => ({ ...withoutPlace(organisation), ...search(organisation) })),
    partOf: data.partOf.map(withoutPlace),
  }
  const none = { people: [], organisations: [], sources: [] }
  for (const [kind, write] of KINDS)
    for (let at = 0; at < wanted[kind].length; at += ROWS_A_BATCH) {
      const batch = wanted[kind].slice(at, at + ROWS_A_BATCH)
      const ids = batch.map(row => (kind === 'partOf' ? (row as unknown as { part: string }).part : row.id))
      const asked = { ...none, [kind === 'partOf' ? 'organisations' : kind]: ids.filter(id => known.has(id)) }
      const existing = await lookUp<Record<EntityKind, { id: string }[]>>(driver, 'existing', asked)
      const rows = toWrite(batch, byId(existing[kind]), tallies[kind])
      const written = [...rows.added, ...rows.changed]
      if (written.length > 0 && !dryRun)
        await inTransaction(driver, transaction => writeRows(transaction, write, written))
      advance(batch.length)
    }
}
