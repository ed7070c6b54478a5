import type { z } from 'zod'
import { escapeXml } from '../../picture/text/xml-text.ts'
import { ROWS_ATTRIBUTE, type RowsByEdge } from './claim-rows.ts'
import {
  cellText,
  type EdgeRow,
  EdgeRowSchema,
  type GraphTable,
  NodeRowSchema,
  spellOf,
  typedColumns,
} from './graph-table.ts'

/**
 * The tables as GEXF 1.3 (gexf.net) with a spell for each edge that has a date. A spell is the whole time in which the edge can have
 * held; the attributes have both bounds of its begin and its end, and the date as written. `rows` are those of its claims.
 */
export function* gexf({ nodes, edges }: GraphTable, description: string, rows: RowsByEdge): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>who left where</creator><description>${escapeXml(description)}</description></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">
${attributes('node', NODE_COLUMNS)}${attributes('edge', EDGE_COLUMNS)}<nodes count="${nodes.length}">
`
  for (const node of nodes)
    yield `<node id="${escapeXml(node.id)}" label="${escapeXml(node.label)}">${values(node, NODE_COLUMNS)}</node>\n`
  yield `</nodes>\n<edges count="${edges.length}">\n`
  for (const edge of edges) yield edgeText(edge, rows.get(edge.id) ?? null)
  yield '</edges>\n</graph>\n</gexf>\n'
}

type Columns = ReturnType<typeof typedColumns>

/** Without those that are attributes of the element. */
const others = (schema: z.ZodObject, own: string[]): Columns =>
  typedColumns(schema).filter(([column]) => !own.includes(column))
const NODE_COLUMNS = others(NodeRowSchema, ['id', 'label'])
const EDGE_COLUMNS: Columns = [...others(EdgeRowSchema, ['id', 'source', 'target']), [ROWS_ATTRIBUTE, 'string']]

const attributes = (of: 'node' | 'edge', columns: Columns): string =>
  `<attributes class="${of}" mode="static">${columns
    .map(([column, type]) => `<attribute id="${column}" title="${column}" type="${type}"/>`)
    .join('')}</attributes>\n`

const values = (row: Record<string, unknown>, columns: Columns): string => {
  const found = columns.flatMap(([column]) => {
    const text = cellText(row[column])
    return text === null ? [] : [`<attvalue for="${column}" value="${escapeXml(text)}"/>`]
  })
  return found.length > 0 ? `<attvalues>${found.join('')}</attvalues>` : ''
}

function edgeText(edge: EdgeRow, rows: string | null): string {
  const [id, source, target] = [edge.id, edge.source, edge.target].map(escapeXml)
  const spell = spellOf(edge)
  const bounds = Object.entries(spell ?? {}).flatMap(([name, day]) => (day === null ? [] : [` ${name}="${day}"`]))
  const spells = spell ? `<spells><spell${bounds.join('')}/></spells>` : ''
  const label = escapeXml(edge.relationship)
  return `<edge id="${id}" source="${source}" target="${target}" label="${label}" kind="${label}">${values({ ...edge, [ROWS_ATTRIBUTE]: rows }, EDGE_COLUMNS)}${spells}</edge>\n`
}
