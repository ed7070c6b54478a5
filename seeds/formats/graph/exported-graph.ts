import type { Graph, GraphItem } from '../../files/graph-xml.ts'
import { FileError } from '../../files/input.ts'
import { isObject } from '../../files/json-lines.ts'
import { tableOf } from '../../tables/header.ts'
import type { Place, RawRow, ReadContext } from '../../tables/raw-row.ts'

/**
 * Our own downloads. An edge is an event or a tenure that follows from claims; the attribute `whoLeftWhere` holds the rows of these claims
 * and of their sources, and only they are read.
 */

const ROWS = 'whoLeftWhere'

export const isOwnExport = ({ edges }: Graph): boolean =>
  edges.some(({ columns }) => 'relationship' in columns && ('claims' in columns || ROWS in columns))

export function* exportedRows({ nodes, edges }: Graph, file: string, { report }: ReadContext): Generator<RawRow> {
  if (!edges.some(({ columns }) => ROWS in columns))
    throw new FileError('was downloaded without its claims, by an earlier version; download it again')
  for (const node of nodes) {
    const place = placeOf(node, file)
    const { id, label, kind, type, aliases } = node.columns
    const fields = { id, name: label, aliases: listIn(aliases) }
    if (kind === 'person') yield { table: 'people', place, fields }
    if (kind === 'organisation') yield { table: 'organisations', place, fields: { ...fields, type } }
  }
  const sources = new Set<unknown>()
  for (const edge of edges) {
    const place = placeOf(edge, file)
    const text = edge.columns[ROWS]
    for (const row of text === undefined ? [] : listIn(text)) {
      const { table: named, ...fields } = isObject(row) ? row : {}
      const table = typeof named === 'string' ? tableOf(named) : undefined
      if (!table)
        report({ ...place, column: ROWS, message: 'has no table in one of its rows; download the file again' })
      else if (table !== 'sources' || !sources.has(fields.id)) {
        if (table === 'sources') sources.add(fields.id)
        yield { table, place, fields }
      }
    }
  }
}

export const placeOf = ({ line, nth }: GraphItem, file: string): Place => ({ file, line, ...(nth && { nth }) })

/** A list in JSON. */
function listIn(text: GraphItem['columns'][string] | undefined): unknown[] {
  try {
    const list: unknown = JSON.parse(String(text ?? '[]'))
    return Array.isArray(list) ? list : [{}]
  } catch {
    return [{}]
  }
}
