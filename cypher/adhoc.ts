import { z } from 'zod'
import { GraphChunkSchema } from './graph-columns.ts'

/** Ad hoc Cypher over HTTP: what is asked, and the lines (NDJSON) of the answer. */

export const ModeSchema = z.enum(['run', 'explain', 'profile'])
export type Mode = z.infer<typeof ModeSchema>

/**
 * A parameter whose type JSON cannot tell: `{"$type": "Date", "_value": "2024-05-17"}`, as Neo4j's own Query API writes
 * them. A plain JSON number is an integer where it is a whole number, else a float.
 */
export const TypedParamSchema = z.object({
  $type: z.enum([
    'Null',
    'Boolean',
    'Integer',
    'Float',
    'String',
    'Date',
    'Time',
    'LocalTime',
    'OffsetDateTime',
    'ZonedDateTime',
    'LocalDateTime',
    'Duration',
    'Point',
    'List',
    'Map',
  ]),
  _value: z.unknown(),
})

export type AdhocRequest = z.infer<typeof AdhocRequestSchema>
export const AdhocRequestSchema = z.strictObject({
  query: z.string({ error: 'is missing; give the Cypher as text' }).describe('One Cypher statement that only reads.'),
  params: z.record(z.string(), z.unknown()).default({}).describe('Parameters by name, plain JSON or typed.'),
  mode: ModeSchema.default('run').describe('A leading EXPLAIN or PROFILE of the statement does the same.'),
  limit: z
    .int('is not a whole number')
    .min(1, 'is under 1')
    .optional()
    .describe("Most rows; it lowers the server's cap and never raises it."),
  bytes: z
    .int('is not a whole number')
    .min(1, 'is under 1')
    .optional()
    .describe("Most bytes; it lowers the server's cap and never raises it."),
  timeout: z
    .int('is not a whole number')
    .min(1, 'is under 1')
    .optional()
    .describe("Milliseconds; it lowers the server's deadline and never raises it."),
  graph: z
    .enum(['both', 'only', 'off'])
    .default('both')
    .describe(
      'Nodes and relationships once each in columns, and rows that refer to them; columns alone; or all in rows.',
    ),
})

/** Of an operator of a plan; `rows` and `dbHits` only where it was run (profile). */
export interface PlanNode {
  operator: string
  details: string
  estimatedRows: number | null
  rows: number | null
  dbHits: number | null
  children: PlanNode[]
}
export const PlanNodeSchema: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    operator: z.string(),
    details: z.string(),
    estimatedRows: z.number().nullable(),
    rows: z.number().nullable(),
    dbHits: z.number().nullable(),
    children: z.array(PlanNodeSchema),
  }),
)

/** Where in the statement something is: both count from 1. */
export const PlaceSchema = z.object({ line: z.number(), column: z.number() })
export type Place = z.infer<typeof PlaceSchema>

/** A hint of the database's about a statement that it took, as an unknown label; `instead` is the nearest name there is. */
export const HintSchema = z.object({
  code: z.string(),
  message: z.string(),
  place: PlaceSchema.optional(),
  instead: z.string().optional(),
})
export type Hint = z.infer<typeof HintSchema>

export const LIMITS = ['rows', 'bytes', 'time', 'memory', 'graph'] as const

/** One line of the answer. A stream ends with `summary` if it is whole or was cut by a limit, with `error` if it broke. */
export type AdhocLine = z.infer<typeof AdhocLineSchema>
export const AdhocLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('head'), mode: ModeSchema, columns: z.array(z.string()), hints: z.array(HintSchema) }),
  z.object({ type: z.literal('row'), values: z.array(z.unknown()) }),
  GraphChunkSchema,
  z.object({ type: z.literal('plan'), plan: PlanNodeSchema }),
  z.object({
    type: z.literal('summary'),
    rows: z.number(),
    nodes: z.number(),
    relationships: z.number(),
    milliseconds: z.number(),
    /** The limit that stopped it; null if the answer is whole. */
    limit: z.enum(LIMITS).nullable(),
    message: z.string().optional(),
  }),
  z.object({
    type: z.literal('error'),
    error: z.object({ code: z.string(), message: z.string(), details: z.unknown() }),
  }),
])

/** `isolated`: statements run on a copy of the data in another Neo4j. */
export const AdhocModeSchema = z.enum(['on', 'isolated', 'off'])
export type AdhocMode = z.infer<typeof AdhocModeSchema>

/** What `GET /api/cypher` says: whether the route is open, where statements run, and the limits of the server. */
export type AdhocStatus = z.infer<typeof AdhocStatusSchema>
export const AdhocStatusSchema = z.object({
  open: z.boolean(),
  mode: AdhocModeSchema,
  /** Whether the server can end the Neo4j of a statement that ignores its deadline. */
  held: z.boolean(),
  limits: z.object({ rows: z.number(), bytes: z.number(), milliseconds: z.number(), queryBytes: z.number() }),
})
