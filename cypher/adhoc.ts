import { z } from 'zod'
import { GraphChunkSchema } from './graph-columns.ts'
import { ErrorLineSchema } from './wire.ts'

/** Ad hoc Cypher over HTTP: the request, and the lines (NDJSON) of the answer. */

export const ModeSchema = z.enum(['run', 'explain', 'profile'])
export type Mode = z.infer<typeof ModeSchema>

/**
 * A parameter of a type that JSON lacks: `{"$type": "Date", "_value": "2024-05-17"}`, as in Neo4j's Query API. A plain JSON number is an
 * integer if it is whole, otherwise a float.
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
  query: z
    .string({ error: 'is missing; give the Cypher as text' })
    .meta({ minLength: 1, maxLength: 16_384 })
    .describe('One Cypher statement that only reads.'),
  params: z.record(z.string(), z.unknown()).default({}).describe('Parameters by name, plain JSON or typed.'),
  mode: ModeSchema.default('run').describe('A statement that begins with EXPLAIN or PROFILE has the same effect.'),
  limit: z
    .int('is not a whole number')
    .min(1, 'is under 1')
    .optional()
    .describe('Maximum number of rows. It can lower the limit of the server, but not raise it.'),
  bytes: z
    .int('is not a whole number')
    .min(1, 'is under 1')
    .optional()
    .describe('Maximum number of bytes. It can lower the limit of the server, but not raise it.'),
  timeout: z
    .int('is not a whole number')
    .min(1, 'is under 1')
    .optional()
    .describe('Deadline in milliseconds. It can lower the deadline of the server, but not raise it.'),
  graph: z
    .enum(['both', 'only', 'off'])
    .default('both')
    .describe(
      'both: nodes and relationships once each as columns, and rows that refer to them; only: the columns without rows; off: everything in rows.',
    ),
})

/** An operator of a plan; `rows` and `dbHits` only if the statement was profiled. */
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

/** A position in the statement; both numbers count from 1. */
export const PlaceSchema = z.object({ line: z.number(), column: z.number() })
export type Place = z.infer<typeof PlaceSchema>

/** A hint by the database about an accepted statement, for example an unknown label; `instead` is the closest existing name. */
export const HintSchema = z.object({
  code: z.string(),
  message: z.string(),
  place: PlaceSchema.optional(),
  instead: z.string().optional(),
})
export type Hint = z.infer<typeof HintSchema>

export const LIMITS = ['rows', 'bytes', 'time', 'memory', 'graph'] as const

/**
 * One line of the answer. The last one is `summary` if the answer is complete or was cut by a limit, and `error` if it failed.
 * Lines of named questions (`wire.ts`) follow the same rule.
 */
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
    /** The limit that stopped it; null if the answer is complete. */
    limit: z.enum(LIMITS).nullable(),
    message: z.string().optional(),
  }),
  ErrorLineSchema,
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
