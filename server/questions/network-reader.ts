import { dayNumber } from '../../cypher/dates/calendar.ts'
import type { TenureBounds } from '../../cypher/dates/relations.ts'
import {
  type ColumnName,
  type ColumnType,
  DOUBTFUL,
  LINE_KINDS,
  type NetworkHead,
  NO_DAY,
  NODE_KINDS,
  placeColumns,
  roundUp,
} from '../../cypher/network-columns.ts'
import { tenuresOf } from '../../picture/network/as-of.ts'
import { edgeMeaning } from '../../picture/network/edge-kind.ts'
import { RELATIONSHIP_TYPES, type Relationship } from '../../picture/network/network.ts'
import { type Bookmark, latestBookmark, readBookmark, readEach } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { readCypher } from '../db/cypher-files.ts'
import { toRow } from './ask.ts'

export interface WholeNetwork {
  /** See cypher/network-columns.ts. */
  body: Buffer
  /** Null if the data changed while they were read. */
  bookmark: Bookmark | null
}

export interface NetworkReader {
  /** Reads the network, or returns the last one if nothing has been written since. */
  read(): Promise<WholeNetwork>
}

const MAX_TRIES = 3
/** For each of the two statements: a million lines take half a minute. */
const MAX_MS = 240_000

/** Reads the whole network for everyone who asks at the same time, and keeps the last one: 25 bytes a line, and the names. */
export function createNetworkReader(driver: Driver): NetworkReader {
  let kept: WholeNetwork | null = null
  let running: Promise<WholeNetwork> | null = null
  const compute = async () => {
    for (let left = MAX_TRIES; ; left--) {
      const before = latestBookmark(driver) ?? (await readBookmark(driver))
      const { body, bookmarks } = await readNetwork(driver)
      const isUnchanged = bookmarks.every(bookmark => bookmark !== null && bookmark === before)
      if (!isUnchanged && left > 1) continue
      const network = { body, bookmark: isUnchanged ? before : null }
      kept = isUnchanged ? network : null
      return network
    }
  }
  return {
    async read() {
      if (kept && kept.bookmark === (await readBookmark(driver))) return kept
      // Not cancelled with the request that began it, because others may wait for it.
      running ??= compute().finally(() => {
        running = null
      })
      return running
    },
  }
}

async function readNetwork(driver: Driver) {
  const cypher = await Promise.all(['lookup/network-nodes', 'lookup/network-lines'].map(readCypher))
  const [nodesText = '', linesText = ''] = cypher
  const nodes = new NodeColumns()
  const first = await forEachRow(driver, nodesText, row => nodes.add(row))
  const lines = new LineColumns(nodes.indexes)
  const second = await forEachRow(driver, linesText, row => lines.add(row))
  const { ids, names } = nodes
  const head = { cypher, nodes: ids.length, lines: lines.count, spells: lines.spells.line.length, ids, names }
  return { body: encode(head, { ...nodes.columns, ...lines.columns, ...lines.spells }), bookmarks: [first, second] }
}

async function forEachRow(driver: Driver, cypher: string, add: (row: Record<string, unknown>) => void) {
  const records = readEach(driver, cypher, {}, undefined, MAX_MS)
  for (;;) {
    const { done, value } = await records.next()
    if (done) return value
    add(toRow(value, value.keys as string[]))
  }
}

class NodeColumns {
  indexes = new Map<string, number>()
  ids: string[] = []
  names: string[] = []
  columns = { nodeKind: [] as number[], x: [] as number[], y: [] as number[] }

  add({ id, name, isPerson, x, y }: Record<string, unknown>): void {
    this.indexes.set(String(id), this.ids.length)
    this.ids.push(String(id))
    this.names.push(String(name ?? id))
    this.columns.nodeKind.push(NODE_KINDS.indexOf(isPerson ? 'person' : 'organisation'))
    this.columns.x.push(typeof x === 'number' ? x : Number.NaN)
    this.columns.y.push(typeof y === 'number' ? y : Number.NaN)
  }
}

/** As in the statement. */
interface LineRow {
  source: string
  target: string
  events: [type: string, status: unknown, disputed: unknown, certainty: unknown, scheduledAsOf: unknown][]
  tenures: [...bounds: unknown[]][]
  periods: [from: unknown, to: unknown][]
}

class LineColumns {
  #nodes: ReadonlyMap<string, number>
  /** By what the meaning depends on: large networks have few different values. */
  #kinds = new Map<string, number>()
  columns = { source: [] as number[], target: [] as number[], lineKind: [] as number[] }
  spells = {
    line: [] as number[],
    beginEarliest: [] as number[],
    beginLatest: [] as number[],
    endEarliest: [] as number[],
    endLatest: [] as number[],
    lastSeen: [] as number[],
    open: [] as number[],
  }

  constructor(nodes: ReadonlyMap<string, number>) {
    this.#nodes = nodes
  }

  get count(): number {
    return this.columns.source.length
  }

  add(row: Record<string, unknown>): void {
    const { source, target, events, tenures, periods } = row as unknown as LineRow
    const [from, to] = [this.#nodes.get(source), this.#nodes.get(target)]
    // Added since the nodes were read.
    if (from === undefined || to === undefined) return
    const relationships = [
      ...events.map(([type, status, disputed, certainty, scheduledAsOf]) =>
        relationship(type, { status, disputed, certainty, scheduledAsOf }),
      ),
      ...tenures.map(([beginEarliest, beginLatest, endEarliest, endLatest, open, lastSeen]) =>
        relationship('WAS_AT', { beginEarliest, beginLatest, endEarliest, endLatest, open, lastSeen }),
      ),
      ...periods.map(([from, to]) => relationship('PART_OF', { from, to })),
    ]
    const hasSpells = tenures.length + periods.length > 0
    for (const tenure of hasSpells ? tenuresOf(relationships) : []) this.#addSpell(tenure)
    this.columns.source.push(from)
    this.columns.target.push(to)
    this.columns.lineKind.push(this.#kindOf(relationships, JSON.stringify([events, tenures.length, periods.length])))
  }

  #addSpell({ begin, end, open, lastSeen }: TenureBounds): void {
    const { spells } = this
    spells.line.push(this.count)
    spells.beginEarliest.push(numberOf(begin.earliest))
    spells.beginLatest.push(numberOf(begin.latest))
    spells.endEarliest.push(numberOf(end.earliest))
    spells.endLatest.push(numberOf(end.latest))
    spells.lastSeen.push(numberOf(lastSeen))
    spells.open.push(open ? 1 : 0)
  }

  #kindOf(relationships: Relationship[], key: string): number {
    const known = this.#kinds.get(key)
    if (known !== undefined) return known
    const { kind, doubtful } = edgeMeaning(relationships)
    const code = LINE_KINDS.indexOf(kind) + (doubtful ? DOUBTFUL : 0)
    this.#kinds.set(key, code)
    return code
  }
}

const relationship = (type: string, properties: Relationship['properties']): Relationship => ({
  type: [...RELATIONSHIP_TYPES, 'DENIED' as const].find(known => known === type) ?? 'OTHER',
  source: '',
  target: '',
  properties,
})

const numberOf = (day: string | null): number => (day === null ? NO_DAY : dayNumber(day))

const WRITE = {
  u8: 'writeUInt8',
  i32: 'writeInt32LE',
  u32: 'writeUInt32LE',
  f32: 'writeFloatLE',
} as const satisfies Record<ColumnType, keyof Buffer>
const SIZE_BYTES = 4

function encode(head: NetworkHead, columns: Record<ColumnName, number[]>): Buffer {
  const text = Buffer.from(JSON.stringify(head))
  const start = SIZE_BYTES + roundUp(text.length)
  const { places, end } = placeColumns(head, start)
  const body = Buffer.alloc(end)
  body.writeUInt32LE(start - SIZE_BYTES)
  body.fill(' ', SIZE_BYTES, start)
  text.copy(body, SIZE_BYTES)
  for (const { name, type, offset } of places) {
    let at = offset
    for (const value of columns[name]) at = body[WRITE[type]](value, at)
  }
  return body
}
