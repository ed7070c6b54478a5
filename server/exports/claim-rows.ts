import { claimColumns, type Source, SourceSchema, tableColumn } from '../../cypher/model.ts'
import { readAll } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { readCypher } from '../db/cypher-files.ts'
import { toWire } from '../db/values.ts'
import type { GraphTable } from './graph-table.ts'

const claimRows = readCypher('lookup/claim-rows')

/** The attribute of an edge that holds rows of the tables, as in our exports of FollowTheMoney. */
export const ROWS_ATTRIBUTE = 'whoLeftWhere'

/** Rows of the tables in JSON, by the edge that a file puts them at. */
export type RowsByEdge = ReadonlyMap<string, string>

type Named = Record<string, unknown> & { id: string }

/** The rows of all claims of a network with their sources, each at the first edge that names it, so that the file can be loaded. */
export async function readRowsByEdge(
  driver: Driver,
  { nodes, edges }: GraphTable,
  signal?: AbortSignal,
): Promise<RowsByEdge> {
  const claims = [...new Set(edges.flatMap(edge => edge.claims))]
  const { records } = claims.length > 0 ? await readAll(driver, await claimRows, { claims }, signal) : { records: [] }
  const found = new Map(records.map(record => [record.get('id') as string, toWire(record.toObject())]))
  const given = new Set(nodes.map(({ id }) => id))
  const once = (table: string, row: Named): object[] => {
    const key = table === 'sources' ? `source ${row.id}` : row.id
    if (given.has(key)) return []
    given.add(key)
    return [{ table, ...row }]
  }
  const rowsOf = (id: string): object[] => {
    const one = found.get(id) as ClaimWithEnds | undefined
    if (!one) return []
    found.delete(id)
    const { claim, source, person, organisations } = one
    const [organisation] = organisations
    const ends = { person: person.id, organisation: organisation?.id, source: source.id }
    return [
      ...once('people', person),
      ...organisations.flatMap(each => once('organisations', each)),
      ...once('sources', pick(source, SOURCE_COLUMNS) as Named),
      { table: 'claims', ...pick(claim, CLAIM_MEMBERS), ...ends },
    ]
  }
  return new Map(
    edges.flatMap(edge => {
      const rows = edge.claims.flatMap(rowsOf)
      return rows.length > 0 ? [[edge.id, JSON.stringify(rows)] as const] : []
    }),
  )
}

interface ClaimWithEnds {
  claim: Record<string, unknown>
  source: Source
  person: Named
  organisations: Named[]
}

const SOURCE_COLUMNS = Object.keys(SourceSchema.shape).filter(column => column !== 'kind')
const CLAIM_MEMBERS: readonly string[] = claimColumns('identity', 'content', 'bookkeeping')

/** The columns of a table that have a value, by their names in files. */
const pick = (values: Record<string, unknown>, columns: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    columns.flatMap(column => {
      const value = values[column] ?? null
      return value === null ? [] : [[tableColumn(column), value]]
    }),
  )
