import { escapeXml } from '../../picture/text/xml-text.ts'
import { ROWS_ATTRIBUTE, type RowsByEdge } from './claim-rows.ts'
import { cellText, EdgeRowSchema, type GraphTable, NodeRowSchema, typedColumns } from './graph-table.ts'

/** The tables as GraphML (graphml.graphdrawing.org): every column is a key of nodes or of edges. */
export function* graphml({ nodes, edges }: GraphTable, description: string, rows: RowsByEdge): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<desc>${escapeXml(description)}</desc>
${keys('node', NODE_COLUMNS)}${keys('edge', EDGE_COLUMNS)}<graph edgedefault="directed">
`
  for (const node of nodes) yield `<node id="${escapeXml(node.id)}">${data('node', node, NODE_COLUMNS)}</node>\n`
  for (const edge of edges) {
    const [id, source, target] = [edge.id, edge.source, edge.target].map(escapeXml)
    yield `<edge id="${id}" source="${source}" target="${target}">${data('edge', { ...edge, [ROWS_ATTRIBUTE]: rows.get(edge.id) ?? null }, EDGE_COLUMNS)}</edge>\n`
  }
  yield '</graph>\n</graphml>\n'
}

type Columns = ReturnType<typeof typedColumns>
const NODE_COLUMNS = typedColumns(NodeRowSchema).filter(([column]) => column !== 'id')
const EDGE_COLUMNS: Columns = [
  ...typedColumns(EdgeRowSchema).filter(([column]) => !['id', 'source', 'target'].includes(column)),
  [ROWS_ATTRIBUTE, 'string'],
]
const TYPES = { string: 'string', boolean: 'boolean', integer: 'int' } as const

const keys = (of: 'node' | 'edge', columns: Columns): string =>
  columns
    .map(
      ([column, type]) => `<key id="${of}-${column}" for="${of}" attr.name="${column}" attr.type="${TYPES[type]}"/>\n`,
    )
    .join('')

const data = (of: 'node' | 'edge', row: Record<string, unknown>, columns: Columns): string =>
  columns
    .flatMap(([column]) => {
      const text = cellText(row[column])
      return text === null ? [] : [`<data key="${of}-${column}">${escapeXml(text)}</data>`]
    })
    .join('')
