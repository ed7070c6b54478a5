import type { ManagedTransaction } from '../../server/db/connect.ts'
import { writeRows } from '../../server/db/write.ts'
import type { Restated } from '../store/journal.ts'
import { readRows } from '../store/load-context.ts'

/** The active records of a load, as ids. */
export interface LoadRecords {
  /** Pairs of claim id and person id. */
  claims: [string, string][]
  people: string[]
  organisations: string[]
  sources: string[]
  partOf: string[]
}

export async function readLoadRecords(transaction: ManagedTransaction, load: number): Promise<LoadRecords> {
  const [records] = await readRows<LoadRecords>(transaction, 'records-of-load', { load: BigInt(load) })
  if (!records) throw new Error('the lookup of the records of a load returned no row')
  return records
}

const LABELS = { people: 'Person', organisations: 'Organisation', sources: 'Source' } as const

/** Records that later loads state too, each with the first such load, grouped by the write that reassigns them. */
export type Reassignments = Record<'claim-load' | 'part-load' | 'description-load', object[]>

export async function readReassignments(
  transaction: ManagedTransaction,
  load: number,
  records: LoadRecords,
): Promise<Reassignments> {
  const laterOf: Record<keyof Restated, Map<string, number>> = {
    ...{ whole: new Map(), claims: new Map(), people: new Map() },
    ...{ organisations: new Map(), sources: new Map(), partOf: new Map() },
  }
  type Row = { load: number } & { [kind in keyof Restated]: string[] | null }
  for (const row of await readRows<Row>(transaction, 'restated-records', { load: BigInt(load) }))
    for (const kind of Object.keys(laterOf) as (keyof Restated)[])
      for (const id of row[kind] ?? []) if (!laterOf[kind].has(id)) laterOf[kind].set(id, Number(row.load))
  const rows = (ids: string[], laterLoad: (id: string) => number | undefined) =>
    ids.flatMap(id => {
      const later = laterLoad(id)
      return later === undefined ? [] : [{ id, load: BigInt(later) }]
    })
  const owner = new Map(records.claims)
  const described = (['people', 'organisations', 'sources'] as const).flatMap(kind =>
    rows(records[kind], id => laterOf[kind].get(id)).map(row => ({
      ...row,
      label: LABELS[kind],
      before: BigInt(load),
    })),
  )
  return {
    'claim-load': rows([...owner.keys()], id => laterOf.claims.get(id) ?? laterOf.whole.get(owner.get(id) ?? '')),
    'part-load': rows(records.partOf, id => laterOf.partOf.get(id)),
    'description-load': described,
  }
}

const WRITES = ['claim-load', 'part-load', 'description-load'] as const

export const countReassignments = (later: Reassignments): number =>
  WRITES.reduce((sum, write) => sum + later[write].length, 0)

/** Assigns the records that later loads state too to those loads. `run` runs each step in a transaction. */
export async function reassign(later: Reassignments, run: Run, size = 10_000): Promise<void> {
  for (const write of WRITES)
    for (let at = 0; at < later[write].length; at += size)
      await run(transaction => writeRows(transaction, write, later[write].slice(at, at + size)))
}

/** Runs work in a transaction: either one shared transaction, or one for each call. */
export type Run = <T>(work: (transaction: ManagedTransaction) => Promise<T>) => Promise<T>
