import type { DecodedGraph } from '../../cypher/graph-columns.ts'
import { resolve } from '../../cypher/graph-columns.ts'
import type { WireNode, WireRelationship } from '../../cypher/wire.ts'
import { captionOf } from './row-network.ts'

/** Values of an answer as text. References to nodes and relationships are resolved in the graph of the answer. */

export type Kind = 'null' | 'text' | 'number' | 'boolean' | 'node' | 'relationship' | 'path' | 'other'

export interface Cell {
  kind: Kind
  text: string
}

const LONGEST = 400

export function cellOf(graph: DecodedGraph, raw: unknown): Cell {
  const value = resolve(graph, raw)
  if (value === null) return { kind: 'null', text: 'null' }
  if (typeof value === 'string') return { kind: 'text', text: cut(value) }
  if (typeof value === 'number') return { kind: 'number', text: String(value) }
  if (typeof value === 'boolean') return { kind: 'boolean', text: String(value) }
  if (isNode(value)) return { kind: 'node', text: nodeText(value) }
  if (isRelationship(value)) return { kind: 'relationship', text: `[:${value.type}]` }
  if (isPath(value)) return { kind: 'path', text: cut(pathText(value)) }
  return { kind: 'other', text: cut(JSON.stringify(value, shorten)) }
}

const nodeText = (node: WireNode) => `(${node.labels.map(label => `:${label}`).join('')} ${captionOf(node)})`

function pathText({ nodes, relationships }: Path): string {
  return nodes
    .map((node, at) => {
      const before = relationships[at - 1]
      const text = isNode(node) ? nodeText(node) : '()'
      if (at === 0) return text
      if (!before) return `--${text}`
      return isNode(node) && before.end === node.key ? `-[:${before.type}]->${text}` : `<-[:${before.type}]-${text}`
    })
    .join('')
}

/** Nodes within lists and maps are shown by name, without properties. */
const shorten = (_key: string, value: unknown) => {
  if (isNode(value)) return nodeText(value)
  if (isRelationship(value)) return `[:${value.type}]`
  return isPath(value) ? pathText(value) : value
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text)

interface Path {
  kind: 'path'
  nodes: unknown[]
  relationships: (WireRelationship | null)[]
}

const hasKind = (value: unknown, kind: string) =>
  typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === kind
export const isNode = (value: unknown): value is WireNode =>
  hasKind(value, 'node') && Array.isArray((value as WireNode).labels) && typeof (value as WireNode).key === 'string'
export const isRelationship = (value: unknown): value is WireRelationship =>
  hasKind(value, 'relationship') && typeof (value as WireRelationship).start === 'string'
const isPath = (value: unknown): value is Path =>
  hasKind(value, 'path') && Array.isArray((value as Path).nodes) && Array.isArray((value as Path).relationships)

/** A row as an object by column, with nodes and relationships in full. */
export function objectOf(graph: DecodedGraph, columns: string[], row: unknown[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, at) => [column, resolve(graph, row[at])]))
}

/** Rows as JSON text, up to a number of characters; `shown` is the number of rows in it. */
export function jsonText(
  graph: DecodedGraph,
  columns: string[],
  rows: readonly unknown[][],
  most = Number.POSITIVE_INFINITY,
): { text: string; shown: number } {
  const parts: string[] = []
  let length = 0
  for (const row of rows) {
    const part = JSON.stringify(objectOf(graph, columns, row), null, 2).replaceAll('\n', '\n  ')
    if (length > 0 && length + part.length > most) break
    parts.push(part)
    length += part.length
  }
  return { text: parts.length > 0 ? `[\n  ${parts.join(',\n  ')}\n]` : '[]', shown: parts.length }
}
