/**
 * The whole network in columns, for pictures of many thousand nodes: `GET /api/network`. The body is the length of the head in bytes
 * (a 32-bit integer), the head (JSON, filled up with spaces), and the columns in the order of `COLUMNS`. All numbers are
 * little-endian, and the head and each column begin at a multiple of four bytes, so that typed arrays can be views of the body.
 */
import { z } from 'zod'

/** The media type of the body. */
export const NETWORK_TYPE = 'application/vnd.who-left-where.network'

export type ColumnType = 'u8' | 'i32' | 'u32' | 'f32'
export const BYTES: Readonly<Record<ColumnType, number>> = { u8: 1, i32: 4, u32: 4, f32: 4 }

/** What a column has an item for. A line connects two nodes. A spell is a period in which a line holds: a tenure, or part-of. */
export type ColumnOwner = 'nodes' | 'lines' | 'spells'

export const COLUMNS = {
  /** Index in NODE_KINDS. */
  nodeKind: ['nodes', 'u8'],
  /** The place by `npm run layout`, y downwards; NaN without one. */
  x: ['nodes', 'f32'],
  y: ['nodes', 'f32'],
  /** Indexes of nodes: the person and the organisation, or the part and the whole. */
  source: ['lines', 'u32'],
  target: ['lines', 'u32'],
  /** Index in LINE_KINDS, plus DOUBTFUL if any event is disputed, rumoured, scheduled or only possible. */
  lineKind: ['lines', 'u8'],
  /** Index of the line. The spells of a line are neighbours. */
  line: ['spells', 'u32'],
  /** Days since 1970-01-01: the bounds of begin and end, as in `TenureBounds`; NO_DAY for null. */
  beginEarliest: ['spells', 'i32'],
  beginLatest: ['spells', 'i32'],
  endEarliest: ['spells', 'i32'],
  endLatest: ['spells', 'i32'],
  lastSeen: ['spells', 'i32'],
  /** 1 if no source reports an end. */
  open: ['spells', 'u8'],
} as const satisfies Record<string, readonly [ColumnOwner, ColumnType]>

export type ColumnName = keyof typeof COLUMNS

export const NODE_KINDS = ['person', 'organisation'] as const
/** The kinds of lines, in the order of legends. No line of the whole network is `moved`. */
export const LINE_KINDS = ['joined', 'left', 'both', 'present', 'denied', 'part-of', 'moved', 'other'] as const
export const DOUBTFUL = 128
/** No calendar has this day. */
export const NO_DAY = -2_147_483_648

export type NetworkHead = z.infer<typeof NetworkHeadSchema>
export const NetworkHeadSchema = z.object({
  cypher: z.array(z.string()).describe('The statements that were run.'),
  nodes: z.int().nonnegative(),
  lines: z.int().nonnegative(),
  spells: z.int().nonnegative(),
  ids: z.array(z.string()).describe('By node.'),
  names: z.array(z.string()).describe('By node.'),
})

interface TypedArrays {
  u8: Uint8Array<ArrayBuffer>
  i32: Int32Array<ArrayBuffer>
  u32: Uint32Array<ArrayBuffer>
  f32: Float32Array<ArrayBuffer>
}
export type NetworkColumns = { [name in ColumnName]: TypedArrays[(typeof COLUMNS)[name][1]] }

/** The place of each column in a body whose first column begins at `start`, and the length of that body in bytes. */
export function placeColumns(counts: Record<ColumnOwner, number>, start: number) {
  let end = start
  const places = Object.entries(COLUMNS).map(([name, [owner, type]]) => {
    const offset = end
    end += roundUp(counts[owner] * BYTES[type])
    return { name: name as ColumnName, type: type as ColumnType, offset, length: counts[owner] }
  })
  return { places, end }
}

export const roundUp = (bytes: number): number => Math.ceil(bytes / 4) * 4
