import { type GraphItem, readGraph } from '../files/graph-xml.ts'
import { FileError, type Input } from '../files/input.ts'
import { quote } from '../lib/did-you-mean.ts'
import type { ReadContext } from '../tables/raw-row.ts'
import type { RawRecord, Records, RowsWanted } from './record.ts'

/**
 * The edges of a GEXF or GraphML file, each with the columns of its two ends, such as `source.label`. Its nodes if
 * `path` requests them or there are no edges.
 */
export async function graphRecords(
  input: Input,
  { path }: RowsWanted,
  { note, report }: ReadContext,
): Promise<Records> {
  const { file } = input
  const { nodes, edges, skipped } = await readGraph(input)
  const wanted = path ?? (edges.length > 0 ? 'edges' : 'nodes')
  if (wanted !== 'nodes' && wanted !== 'edges')
    throw new FileError(`has no list at ${quote(wanted)}; write nodes or edges as rows.path in the mapping`)
  if (nodes.length === 0 && edges.length === 0) throw new FileError('has no nodes and no edges')
  for (const [what, count] of skipped) note(`${file}: elements of the kind ${quote(what)} are not read: ${count}`)
  const header = (items: GraphItem[], prefix = '') =>
    [...new Set(items.flatMap(({ columns }) => Object.keys(columns)))].map(column => prefix + column)
  const place = { file, line: 1 }
  if (wanted === 'nodes') {
    if (edges.length > 0) note(`${file}: the nodes are read, as rows.path says; not read: ${edges.length} edges`)
    return { header: { columns: header(nodes), place }, rows: rowsOf(file, nodes) }
  }
  const columns = [...header(edges), ...['source.', 'target.'].flatMap(prefix => header(nodes, prefix))]
  const ends = new Map(nodes.map(node => [node.columns.id, node]))
  const linked = new Set(edges.flatMap(({ columns: { source, target } }) => [source, target]))
  const alone = [...ends.keys()].filter(id => !linked.has(id)).length
  if (alone > 0)
    note(
      `${file}: ${alone} ${alone === 1 ? 'node without an edge is' : 'nodes without an edge are'} not read; rows.path: nodes in a mapping reads all nodes`,
    )
  return { header: { columns, place }, rows: edgeRows() }

  function* edgeRows(): Generator<RawRecord> {
    for (const record of rowsOf(file, edges)) {
      const object = { ...record.object }
      const missing = ['source', 'target'].filter(end => !ends.has(String(object[end])))
      for (const end of missing)
        report(
          { ...record.place, column: end, message: `${quote(String(object[end] ?? ''))} is not a node of this file` },
          [record],
        )
      if (missing.length > 0) continue
      for (const end of ['source', 'target'])
        for (const [column, value] of Object.entries(ends.get(String(object[end]))?.columns ?? {}))
          object[`${end}.${column}`] = value
      yield { place: record.place, object }
    }
  }
}

function* rowsOf(file: string, items: GraphItem[]): Generator<RawRecord> {
  for (const { line, nth, columns } of items) yield { place: { file, line, ...(nth && { nth }) }, object: columns }
}
