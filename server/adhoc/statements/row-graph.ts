import neo4j from 'neo4j-driver'
import type { Column, GraphChunk } from '../../../cypher/graph-columns.ts'
import { toWire } from '../../db/values.ts'

interface DriverNode {
  identity: unknown
  elementId: string
  labels: string[]
  properties: Record<string, unknown>
}
interface DriverRelationship {
  identity: unknown
  elementId: string
  type: string
  startNodeElementId: string
  endNodeElementId: string
  properties: Record<string, unknown>
}

interface Table<T> {
  items: T[]
  columns: Map<string, unknown[]>
}

/** Elements per chunk: enough for columns to save space, few enough for memory. */
const CHUNK_ELEMENTS = 2_000

/**
 * Collects the nodes and relationships of rows, each once, and returns them in columns, chunk by chunk. After a chunk, it keeps only
 * their ids.
 */
export class GraphGatherer {
  readonly #nodesSeen = new Set<number | string>()
  readonly #relationshipsSeen = new Set<number | string>()
  #nodes = new Map<string, Table<DriverNode>>()
  #relationships = new Map<string, Table<DriverRelationship>>()
  #pending = 0

  get nodes(): number {
    return this.#nodesSeen.size
  }
  get relationships(): number {
    return this.#relationshipsSeen.size
  }

  /** Converts a value of a row. Nodes and relationships become references: `{"$node": key}`, `{"$relationship": key}`. */
  refer(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return toWire(value)
    if (Array.isArray(value)) return value.map(item => this.refer(item))
    if (neo4j.isNode(value)) return this.#node(value as unknown as DriverNode)
    if (neo4j.isRelationship(value)) return this.#relationship(value as unknown as DriverRelationship)
    if (neo4j.isPath(value)) {
      const { start, segments } = value
      return {
        kind: 'path',
        nodes: [start, ...segments.map(({ end }) => end)].map(node => this.refer(node)),
        relationships: segments.map(({ relationship }) => this.refer(relationship)),
      }
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) return toWire(value)
    const out: Record<string, unknown> = {}
    for (const [key, inner] of Object.entries(value))
      Object.defineProperty(out, key.startsWith('$') ? `$${key}` : key, {
        value: this.refer(inner),
        enumerable: true,
      })
    return out
  }

  /** The next chunk if one is full, or, with `all`, the rest. */
  take(all: boolean): GraphChunk | undefined {
    if (this.#pending === 0 || (!all && this.#pending < CHUNK_ELEMENTS)) return undefined
    const [nodes, relationships] = [[...this.#nodes], [...this.#relationships]]
    this.#nodes = new Map()
    this.#relationships = new Map()
    this.#pending = 0
    const prefix = {
      node: prefixOf(nodes[0]?.[1].items[0]?.elementId ?? relationships[0]?.[1].items[0]?.startNodeElementId),
      relationship: prefixOf(relationships[0]?.[1].items[0]?.elementId),
    }
    const [nodeKey, relationshipKey] = [shortener(prefix.node), shortener(prefix.relationship)]
    return {
      type: 'graph',
      prefix,
      nodes: nodes.map(([labels, { items, columns }]) => ({
        labels: JSON.parse(labels) as string[],
        keys: items.map(({ elementId }) => nodeKey(elementId)),
        properties: properties(columns),
      })),
      relationships: relationships.map(([relationshipType, { items, columns }]) => ({
        relationshipType,
        keys: items.map(({ elementId }) => relationshipKey(elementId)),
        start: items.map(({ startNodeElementId }) => nodeKey(startNodeElementId)),
        end: items.map(({ endNodeElementId }) => nodeKey(endNodeElementId)),
        properties: properties(columns),
      })),
    }
  }

  #node(node: DriverNode): { $node: string } {
    if (this.#isNew(this.#nodesSeen, node)) add(this.#nodes, JSON.stringify(node.labels), node)
    return { $node: node.elementId }
  }

  #relationship(relationship: DriverRelationship): { $relationship: string } {
    if (this.#isNew(this.#relationshipsSeen, relationship)) add(this.#relationships, relationship.type, relationship)
    return { $relationship: relationship.elementId }
  }

  #isNew(seen: Set<number | string>, { identity, elementId }: { identity: unknown; elementId: string }): boolean {
    // Numbers take far less memory than text; without a number, the text is the key.
    const number = identity === undefined || identity === null ? Number.NaN : Number(identity)
    const key = Number.isSafeInteger(number) ? number : elementId
    if (seen.has(key)) return false
    seen.add(key)
    this.#pending++
    return true
  }
}

function add<T extends { properties: Record<string, unknown> }>(
  tables: Map<string, Table<T>>,
  key: string,
  item: T,
): void {
  let table = tables.get(key)
  if (!table) {
    table = { items: [], columns: new Map() }
    tables.set(key, table)
  }
  for (const [name, value] of Object.entries(item.properties)) {
    let column = table.columns.get(name)
    if (!column) {
      column = []
      table.columns.set(name, column)
    }
    column[table.items.length] = value
  }
  table.items.push(item)
}

/** The prefix of an element id: `4:5e8f…:` of `4:5e8f…:17`. Other ids are a prefix as a whole. */
const prefixOf = (elementId = ''): string => /^.*:(?=\d{1,15}$)/.exec(elementId)?.[0] ?? elementId
const shortener = (prefix: string) => (elementId: string) => {
  const rest = elementId.slice(prefix.length)
  return elementId.startsWith(prefix) && /^(0|[1-9]\d{0,14})$/.test(rest) ? Number(rest) : elementId
}

const properties = (columns: Map<string, unknown[]>): Record<string, Column> =>
  Object.fromEntries([...columns].map(([name, values]) => [name, columnOf(values)]))

/** `values` may have holes, also at its end, for elements without the property. */
function columnOf(values: unknown[]): Column {
  const kinds = new Set<string>()
  const plain = Array.from(values, value => {
    if (value !== undefined) kinds.add(kindOf(value))
    return value === undefined ? null : toWire(value)
  })
  const [kind = 'null'] = kinds
  const type = kinds.size > 1 ? 'mixed' : kind
  const distinct = new Map<unknown, number>()
  const codes = plain.map(value => {
    const key = typeof value === 'object' && value !== null ? JSON.stringify(value) : value
    const code = distinct.get(key) ?? distinct.size
    distinct.set(key, code)
    return code
  })
  // If fewer than half of the values are distinct, indexes are shorter, except for numbers and booleans.
  const repeats =
    distinct.size * 2 < plain.length && plain.some(value => typeof value === 'string' || Array.isArray(value))
  if (!repeats) return { type, values: plain }
  const firsts = new Map(codes.map((code, at) => [code, plain[at]] as const).toReversed())
  return { type, values: Array.from({ length: distinct.size }, (_, code) => firsts.get(code) ?? null), codes }
}

function kindOf(value: unknown): string {
  if (typeof value === 'bigint') return 'integer'
  if (typeof value === 'number') return 'float'
  if (typeof value !== 'object' || value === null) return typeof value
  if (Array.isArray(value)) return 'list'
  const named = value.constructor.name
  return named.charAt(0).toLowerCase() + named.slice(1)
}
