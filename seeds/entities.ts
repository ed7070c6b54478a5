import type { Organisation } from '../cypher/model.ts'
import { writeRows } from '../server/db/write.ts'
import type { Checked } from './check.ts'
import { byId, type Tally, toWrite } from './diff.ts'
import { inTransaction, type LoadEffects, lookUp } from './effects.ts'
import { withoutPlace } from './place.ts'
import { searchOf } from './search-names.ts'
import { outdateSourceCounts } from './source-counts.ts'

const ROWS_A_BATCH = 5_000

/** In the order in which they are written: a part needs its whole. */
const KINDS = [
  ['sources', 'source'],
  ['organisations', 'organisation'],
  ['partOf', 'part-of'],
] as const
export type EntityKind = (typeof KINDS)[number][0]

/** What bears on people of whom the files may say nothing. */
export interface Redated {
  /** Sources whose date of publication changes. */
  redated: string[]
  /** Organisations of which it changes when they were dissolved. */
  dissolved: string[]
}

/** Brings organisations, what is a part of what, and sources up to date. */
export async function loadEntities(
  { sources, organisations, partOf, isKnown, published }: Checked,
  { driver, dryRun = false }: LoadEffects,
  tallies: Record<EntityKind, Tally>,
  advance: (rows: number) => void,
): Promise<Redated> {
  const wanted: Record<EntityKind, { id: string }[]> = {
    sources: sources.map(withoutPlace),
    organisations: organisations.map(row => ({ ...withoutPlace(row), ...searchOf(row) })),
    partOf: partOf.map(withoutPlace),
  }
  const redated: string[] = []
  const dissolved: string[] = []
  for (const [kind, write] of KINDS)
    for (let at = 0; at < wanted[kind].length; at += ROWS_A_BATCH) {
      const batch = wanted[kind].slice(at, at + ROWS_A_BATCH)
      const ids = batch.map(row => (kind === 'partOf' ? (row as unknown as { part: string }).part : row.id))
      const asked = {
        people: [],
        organisations: [],
        sources: [],
        [kind === 'partOf' ? 'organisations' : kind]: ids.filter(isKnown),
      }
      const existing = byId((await lookUp<Record<EntityKind, { id: string }[]>>(driver, 'existing', asked))[kind])
      if (kind === 'organisations')
        for (const row of batch as (Organisation & { id: string })[]) {
          const old = (existing.get(row.id) as Partial<Organisation> | undefined)?.dissolved ?? null
          row.dissolved ??= old
          if (row.dissolved !== old) dissolved.push(row.id)
        }
      const rows = toWrite(batch, existing, tallies[kind])
      if (kind === 'sources')
        for (const { id } of rows.changed) {
          const old = existing.get(id) as { published?: string | null } | undefined
          if ((old?.published ?? null) !== (published.get(id) ?? null)) redated.push(id)
        }
      const written = [...rows.added, ...rows.changed]
      if (written.length > 0 && !dryRun)
        await inTransaction(driver, async transaction => {
          await writeRows(transaction, write, written)
          if (kind === 'sources') await outdateSourceCounts(transaction)
        })
      advance(batch.length)
    }
  return { redated, dissolved }
}
