import { z } from 'zod'
import { parseDate } from '../dates.ts'
import { DateTextSchema, DaySchema } from '../model.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

/**
 * Both days count. What joined and left tell is the world's time, what recorded and withdrawn tell is this database's: a
 * claim of an old event may be recorded today. A withdrawal that names another claim as its replacement is a correction.
 */
export default defineQuery({
  name: 'changes-between',
  title: 'Changes between',
  question: 'What changed between two dates: who joined, who left, and which claims were recorded or withdrawn?',
  params: z.object({
    node: NodeParam,
    from: DateTextSchema.transform(text => parseDate(text).earliest).describe(
      'First day of the window; a month or a year begins with its first day.',
    ),
    to: DateTextSchema.transform(text => parseDate(text).latest).describe(
      'Last day of the window; a month or a year ends with its last day.',
    ),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    change: z
      .enum(['joined', 'left', 'recorded', 'withdrawn'])
      .describe('joined, left: what happened; recorded, withdrawn: when this database took up a claim or gave it up.'),
    person: RefSchema,
    at: RefSchema.describe('The organisation.'),
    on: z
      .string()
      .nullable()
      .describe('The date of the event as written; of a correction, that of the event it speaks of.'),
    earliest: DaySchema.nullable().describe('The first day on which the change can have been.'),
    latest: DaySchema.nullable().describe('The last day on which the change can have been.'),
    role: z.string().nullable(),
    manner: z.string().nullable(),
    status: z.string(),
    disputed: z.boolean().describe('Whether the sources disagree about the event, or it is no more than a rumour.'),
    replacedBy: z
      .string()
      .nullable()
      .describe('Of a withdrawn claim, the one that took its place; it is among the claims.'),
    certainty: CertaintySchema.describe('Whether the day of the change is surely within the window, or possibly.'),
    order: OrderSchema.describe(
      'Against the row above. definite: this surely came after it; possible: the sources leave it open, or both are of one ' +
        'day; null in the first row and in the first of the corrections.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { node: 'openai', from: '2024-05', to: '2024-11' },
  entities: { node: 'ever' },
  counted: true,
})
