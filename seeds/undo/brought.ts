import type { ManagedTransaction } from '../../server/db/connect.ts'
import { writeRows } from '../../server/db/write.ts'
import type { Restated } from '../store/journal.ts'
import { readRows } from '../store/load-context.ts'

/** What stands of a load, as ids. */
export interface Brought {
  /** Each claim with its person. */
  claims: [string, string][]
  people: string[]
  organisations: string[]
  sources: string[]
  partOf: string[]
}

export async function readBrought(transaction: ManagedTransaction, load: number): Promise<Brought> {
  const [brought] = await readRows<Brought>(transaction, 'brought', { load: BigInt(load) })
  if (!brought) throw new Error('the lookup of what a load brought gives no row')
  return brought
}

const LABELS = { people: 'Person', organisations: 'Organisation', sources: 'Source' } as const

/** What later loads say too, and which of them says it first: rows by the write that hands them on. */
export type Later = Record<'claim-load' | 'part-load' | 'description-load', object[]>

export async function readLater(transaction: ManagedTransaction, load: number, brought: Brought): Promise<Later> {
  const laterOf: Record<keyof Restated, Map<string, number>> = {
    ...{ whole: new Map(), claims: new Map(), people: new Map() },
    ...{ organisations: new Map(), sources: new Map(), partOf: new Map() },
  }
  type Row = { load: number } & { [kind in keyof Restated]: string[] | null }
  for (const row of await readRows<Row>(transaction, 'restated', { load: BigInt(load) }))
    for (const kind of Object.keys(laterOf) as (keyof Restated)[])
      for (const id of row[kind] ?? []) if (!laterOf[kind].has(id)) laterOf[kind].set(id, Number(row.load))
  const rows = (ids: string[], laterLoad: (id: string) => number | undefined) =>
    ids.flatMap(id => {
      const later = laterLoad(id)
      return later === undefined ? [] : [{ id, load: BigInt(later) }]
    })
  const owner = new Map(brought.claims)
  const described = (['people', 'organisations', 'sources'] as const).flatMap(kind =>
    rows(brought[kind], id => laterOf[kind].get(id)).map(row => ({
      ...row,
      label: LABELS[kind],
      before: BigInt(load),
    })),
  )
  return {
    'claim-load': rows([...owner.keys()], id => laterOf.claims.get(id) ?? laterOf.whole.get(owner.get(id) ?? '')),
    'part-load': rows(brought.partOf, id => laterOf.partOf.get(id)),
    'description-load': described,
  }
}

const WRITES = ['claim-load', 'part-load', 'description-load'] as const

export const countLater = (later: Later): number => WRITES.reduce((sum, write) => sum + later[write].length, 0)

/** What later loads say too is theirs from now on. `run` runs each part of the work in a transaction. */
export async function handOn(later: Later, run: Run, size = 10_000): Promise<void> {
  for (const write of WRITES)
    for (let at = 0; at < later[write].length; at += size)
      await run(transaction => writeRows(transaction, write, later[write].slice(at, at + size)))
}

/** Runs work in a transaction: one for all of it, or one each. */
export type Run = <T>(work: (transaction: ManagedTransaction) => Promise<T>) => Promise<T>
