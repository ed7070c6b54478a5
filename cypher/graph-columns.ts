import { z } from 'zod'
import type { Scalar, WireNode, WireRelationship } from './wire.ts'

/**
 * A graph as columns: nodes grouped by labels, relationships by type, with one column per property. An answer sends it in chunks, and
 * each node and relationship is in one chunk. A key is the number after `prefix`, or text.
 */

/** A column: `values`, or, if they repeat, the distinct values as `values` and an index for each row as `codes`. */
export const ColumnSchema = z.object({
  type: z.string().describe('string, integer, float, boolean, date, …, list, or mixed'),
  values: z.array(z.unknown()),
  codes: z.array(z.number()).optional(),
})
export type Column = z.infer<typeof ColumnSchema>

const KeySchema = z.union([z.number(), z.string()])

export const NodeTableSchema = z.object({
  labels: z.array(z.string()),
  keys: z.array(KeySchema),
  properties: z.record(z.string(), ColumnSchema),
})
export const RelationshipTableSchema = z.object({
  relationshipType: z.string(),
  keys: z.array(KeySchema),
  start: z.array(KeySchema),
  end: z.array(KeySchema),
  properties: z.record(z.string(), ColumnSchema),
})
export type GraphChunk = z.infer<typeof GraphChunkSchema>
export const GraphChunkSchema = z.object({
  type: z.literal('graph'),
  prefix: z.object({ node: z.string(), relationship: z.string() }),
  nodes: z.array(NodeTableSchema),
  relationships: z.array(RelationshipTableSchema),
})

export interface DecodedGraph {
  nodes: Map<string, WireNode>
  relationships: Map<string, WireRelationship>
}
export const emptyGraph = (): DecodedGraph => ({ nodes: new Map(), relationships: new Map() })

/** Adds a chunk to a graph. Missing properties are absent, as in the database. */
export function addChunk(graph: DecodedGraph, chunk: GraphChunk): DecodedGraph {
  const nodeKey = keyReader(chunk.prefix.node)
  const relationshipKey = keyReader(chunk.prefix.relationship)
  for (const { labels, keys, properties } of chunk.nodes) {
    const propertiesAt = rowReader(properties)
    keys.forEach((at, index) => {
      const key = nodeKey(at)
      graph.nodes.set(key, { kind: 'node', key, labels, properties: propertiesAt(index) })
    })
  }
  for (const { relationshipType: type, keys, start, end, properties } of chunk.relationships) {
    const propertiesAt = rowReader(properties)
    keys.forEach((at, index) => {
      const key = relationshipKey(at)
      const ends = { start: nodeKey(start[index] ?? ''), end: nodeKey(end[index] ?? '') }
      graph.relationships.set(key, { kind: 'relationship', key, type, ...ends, properties: propertiesAt(index) })
    })
  }
  return graph
}

/**
 * A value of a row, with references replaced by nodes and relationships. A reference missing from the graph, for example because a
 * limit stopped the answer, becomes null.
 */
export function resolve(graph: DecodedGraph, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => resolve(graph, item))
  const entries = Object.entries(value)
  const [first] = entries
  if (first && entries.length === 1 && typeof first[1] === 'string') {
    if (first[0] === '$node') return graph.nodes.get(first[1]) ?? null
    if (first[0] === '$relationship') return graph.relationships.get(first[1]) ?? null
  }
  // A user's key that begins with $ is escaped by another $.
  return Object.fromEntries(
    entries.map(([key, inner]) => [key.startsWith('$$') ? key.slice(1) : key, resolve(graph, inner)]),
  )
}

const keyReader =
  (prefix: string) =>
  (key: number | string): string =>
    typeof key === 'number' ? prefix + key : key

type Property = Scalar | Scalar[]

function rowReader(properties: Record<string, Column>): (index: number) => Record<string, Property> {
  const columns = Object.entries(properties)
  return index => {
    const row: Record<string, Property> = {}
    for (const [name, { values, codes }] of columns) {
      const value = codes ? values[codes[index] ?? -1] : values[index]
      if (value !== null && value !== undefined)
        Object.defineProperty(row, name, { value, enumerable: true, configurable: true, writable: true })
    }
    return row
  }
}
