import type { ManagedTransaction } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { toWire } from '../../server/db/values.ts'
import { writeRows } from '../../server/db/write.ts'
import { COLUMNS, type DescribedKind, LABELS, type Values } from './combine.ts'
import type { DescribedInput, Existing } from './describe.ts'

/** Revives entities that an undone load left withdrawn, so that they can be described again. */
export async function revive(
  transaction: ManagedTransaction,
  kind: DescribedKind,
  rows: readonly DescribedInput[],
): Promise<void> {
  const ids = [...new Set(rows.map(({ id }) => id))]
  await writeRows(
    transaction,
    `${kind}-revived`,
    ids.map(id => ({ id })),
  )
}

/** Existing values of the entities that these rows describe, by id. */
export async function readExistingValues(
  transaction: ManagedTransaction,
  kind: DescribedKind,
  rows: readonly DescribedInput[],
): Promise<Map<string, Existing>> {
  if (rows.length === 0) return new Map()
  const ids = [...new Set(rows.map(({ id }) => id))]
  const bySource = rows.some(({ source }) => source !== null && source !== undefined)
  const { records } = await transaction.run(await readCypher('lookup/entity-values'), { kind, ids, bySource })
  return new Map(
    records.map(record => {
      const { described, sources } = toWire(record.toObject()) as {
        described: { id: string } & Values
        sources: string[]
      }
      return [described.id, { values: described, sources }]
    }),
  )
}

const ALL = [...new Set(Object.values(COLUMNS).flatMap(columns => Object.keys(columns)))]

/** Rows for `cypher/write/description.cypher`. */
export const descriptionsOf = (
  kind: DescribedKind,
  descriptions: readonly { row: DescribedInput; isNew: boolean }[],
  { run }: { run: string },
  corrects: boolean,
): object[] =>
  descriptions.map(({ row, isNew }) => ({
    ...Object.fromEntries(ALL.map(column => [column, (row as Values)[column] ?? null])),
    ...{ id: row.id, label: LABELS[kind], source: row.source ?? null, isNew, corrects, run },
  }))
