import type { ManagedTransaction } from '../../server/db/connect.ts'
import { writeRows } from '../../server/db/write.ts'
import { readRows } from '../effects.ts'
import type { Restated } from '../run.ts'

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

/** What later loads say too is theirs from now on. Returns how much that is. */
export async function handOn(transaction: ManagedTransaction, load: number, brought: Brought): Promise<number> {
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
  const claims = rows([...owner.keys()], id => laterOf.claims.get(id) ?? laterOf.whole.get(owner.get(id) ?? ''))
  const parts = rows(brought.partOf, id => laterOf.partOf.get(id))
  const described = (['people', 'organisations', 'sources'] as const).flatMap(kind =>
    rows(brought[kind], id => laterOf[kind].get(id)).map(row => ({
      ...row,
      label: LABELS[kind],
      before: BigInt(load),
    })),
  )
  await writeRows(transaction, 'claim-load', claims)
  await writeRows(transaction, 'part-load', parts)
  await writeRows(transaction, 'description-load', described)
  return claims.length + parts.length + described.length
}
