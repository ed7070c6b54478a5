import { z } from 'zod'
import { DISPUTES, EVENTS } from './model.ts'
import type { AnyRow } from './query.ts'

/** Replies and errors of the named questions over HTTP. Dates are ISO text; integers beyond 2^53-1 are text. */

export type Scalar = z.infer<typeof ScalarSchema>
export const ScalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])

// One flat union: pages read tens of thousands of properties, and a union within a union takes twice as long.
const properties = z.record(z.string(), z.union([...ScalarSchema.options, z.array(ScalarSchema)]))

/** A node as the database returns it; `key` is the database's element id and holds only within one reply. */
export type WireNode = z.infer<typeof WireNodeSchema>
export const WireNodeSchema = z.object({
  kind: z.literal('node'),
  key: z.string(),
  labels: z.array(z.string()),
  properties,
})

export type WireRelationship = z.infer<typeof WireRelationshipSchema>
export const WireRelationshipSchema = z.object({
  kind: z.literal('relationship'),
  key: z.string(),
  type: z.string(),
  start: z.string(),
  end: z.string(),
  properties,
})

/** The members of an answer before and after its rows. */
const head = {
  query: z.string().describe('Name of the question.'),
  cypher: z.string().describe('The statement that was run.'),
  params: z
    .record(z.string(), z.unknown())
    .describe('Parameters as Cypher received them: ids for names, days for vague dates.'),
  columns: z.array(z.string()),
  skipped: z
    .int()
    .nonnegative()
    .optional()
    .describe('Number of rows on the previous pages. Only present if the request had a cursor.'),
}
const end = {
  truncated: z.boolean().describe('Whether more rows follow.'),
  total: z.int().nonnegative().optional().describe('Total number of rows, if the question counts them.'),
  next: z.string().optional().describe('Cursor of the next page, if there is one. Pass it as `cursor`.'),
}

/** An answer; `rows` are objects by column. */
export const replySchema = <Row extends z.ZodType>(row: Row) => z.object({ ...head, ...end, rows: z.array(row) })
export interface Reply<Row = AnyRow> extends Omit<z.infer<ReturnType<typeof replySchema>>, 'rows'> {
  rows: Row[]
}

export type HttpErrorBody = z.infer<typeof HttpErrorBodySchema>
export const HttpErrorBodySchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
})

/** The last line of a streamed answer that failed midway, of a named question or of ad hoc Cypher. */
export type ErrorLine = z.infer<typeof ErrorLineSchema>
export const ErrorLineSchema = HttpErrorBodySchema.extend({ type: z.literal('error') })

/**
 * An answer line by line (NDJSON): a head, rows, and exactly one last line, which is a summary, or an error if the answer failed
 * midway. An answer that ends otherwise was cut off. Every line has a `type`, as in ad hoc Cypher.
 */
export const lineSchema = <Row extends z.ZodType>(row: Row) =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('head'), ...head }),
    z.object({ type: z.literal('row'), row }),
    z.object({ type: z.literal('summary'), rows: z.int().nonnegative().describe('Number of rows sent.'), ...end }),
    ErrorLineSchema,
  ])
export type Line<Row = AnyRow> =
  | ({ type: 'head' } & Omit<Reply, keyof typeof end | 'rows'>)
  | { type: 'row'; row: Row }
  | ({ type: 'summary'; rows: number } & Pick<Reply, keyof typeof end>)
  | ErrorLine

/** One entry of the catalogue: `params` and `row` as JSON Schema. */
export type CatalogueEntry = z.infer<typeof CatalogueEntrySchema>
export const CatalogueEntrySchema = z.object({
  name: z.string(),
  title: z.string(),
  question: z.string(),
  params: z.unknown().describe('The parameters, as JSON Schema.'),
  row: z.unknown().describe('The columns of a row, as JSON Schema.'),
  cypher: z.string(),
  example: z.unknown().describe('Parameters that return rows on the sample.'),
})

/** A reference to a person or an organisation. */
export const RefSchema = z.object({ id: z.string(), name: z.string() })

/** The points on which the claims of an event disagree. */
export const DisputesSchema = z
  .array(z.enum(DISPUTES))
  .describe(
    'The points on which the sources disagree. date: the dates cannot all be right; denied: a source denies the ' +
      'event; manner: two manners of leaving; order: the person would have left before joining; role: ' +
      'together with date, two posts may be meant; rumoured: all sources report it as a rumour only.',
  )

export type Evidence = z.infer<typeof EvidenceSchema>
/** A claim with its source: the evidence of an edge. */
export const EvidenceSchema = z.object({
  id: z.string(),
  event: z.string(),
  on: z.string().nullable(),
  announced: z.string().nullable(),
  role: z.string().nullable(),
  manner: z.string().nullable(),
  reason: z.string().nullable(),
  destination: z.string().nullable(),
  origin: z.string().nullable(),
  status: z.string(),
  locator: z.string().nullable(),
  note: z.string().nullable(),
  source: z.object({
    id: z.string(),
    title: z.string(),
    publisher: z.string().nullable(),
    url: z.string().nullable(),
    published: z.string().nullable(),
  }),
})

/** Claims about two nodes that support no relationship between them, in short; `career` and `claims` return them in full. */
export const DoubtedSchema = z
  .array(z.object({ id: z.string(), event: z.enum(EVENTS), status: z.enum(['rumoured', 'denied']) }))
  .describe('Claims about the two that support no relationship: rumours of a tenure, and denials.')

export const CertaintySchema = z.enum(['definite', 'possible'])

/** Bounds of a length of time, over every choice of days that vague dates allow. */
export const DaysSchema = z.object({
  min: z.int().nonnegative().describe('Minimum number of days.'),
  max: z.int().nullable().describe('Maximum number of days; null if no source bounds it.'),
})

/** A pair of tenures of two people at one organisation that can share a day. */
export const SharedStaySchema = z.object({
  at: RefSchema.describe('The organisation where both were.'),
  days: DaysSchema.describe('Minimum and maximum number of days on which both were there.'),
  certainty: CertaintySchema.describe('definite: they shared at least one day there.'),
  roles: z.array(z.string()).describe('Roles of the colleague there.'),
})

/** The order of a row in a chronological list, relative to the row above. */
export const OrderSchema = CertaintySchema.nullable().describe(
  'Order relative to the row above. definite: the order of the two rows is certain; possible: the ' +
    'sources leave it open, or both have the same day; null in the first row.',
)

/** The minimum and maximum of a number, as far as vague dates determine it; null is unknown. */
export const RangeSchema = z.object({ min: z.number().nullable(), max: z.number().nullable() })
