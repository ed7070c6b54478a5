import type { ManagedTransaction } from '../../server/db/connect.ts'
import { writeRows } from '../../server/db/write.ts'
import { changedColumns, combine, type DescribedKind, LABELS, type Values } from '../statements/combine.ts'
import { effectiveRow } from '../statements/describe.ts'
import { readRows } from '../store/load-context.ts'

const CHANGED = { person: 'person-changed', organisation: 'organisation', source: 'source' } as const

type Description = Values & { load: number; source: string | null; corrects?: boolean }

/**
 * Withdraws a load's descriptions of these entities and recomputes their values from the remaining ones. Entities
 * without any remaining description are retired. Returns the ids of retired entities and the changes of the others.
 */
export async function undoDescriptions(
  transaction: ManagedTransaction,
  kind: DescribedKind,
  ids: string[],
  load: number,
): Promise<{ retired: string[]; changed: { id: string; columns: string[] }[] }> {
  if (ids.length === 0) return { retired: [], changed: [] }
  const withdrawn = ids.map(id => ({ id, label: LABELS[kind], load: BigInt(load) }))
  await writeRows(transaction, 'description-withdrawn', withdrawn)
  type Row = { described: { id: string } & Values; descriptions: Description[] }
  const found = await readRows<Row>(transaction, 'entity-descriptions', { kind, ids })
  const left = found.filter(({ descriptions }) => descriptions.length > 0)
  const effective = left.map(({ described, descriptions }) => ({ described, values: sumOf(kind, descriptions) }))
  await writeRows(
    transaction,
    CHANGED[kind],
    effective.map(({ described, values }) => effectiveRow(kind, described.id, values)),
  )
  const retired = found.filter(row => !left.includes(row)).map(({ described }) => described.id)
  const changed = effective.map(({ described, values }) => ({
    id: described.id,
    columns: changedColumns(kind, described, values),
  }))
  return { retired, changed: changed.filter(({ columns }) => columns.length > 0) }
}

/** Combines descriptions in the order of their loads. */
function sumOf(kind: DescribedKind, descriptions: Description[]): Values {
  const sources = new Set<string | null>()
  let values: Values = {}
  for (const description of descriptions) {
    const { source, corrects = false } = description
    values = combine(kind, values, description, { corrects, elsewhere: source !== null && !sources.has(source) }).values
    sources.add(source)
  }
  return values
}

/** Call it after the last claim of these entities is gone. */
export async function retire(transaction: ManagedTransaction, kind: DescribedKind, ids: string[]): Promise<void> {
  await writeRows(
    transaction,
    `${kind}-retired`,
    ids.map(id => ({ id })),
  )
}
