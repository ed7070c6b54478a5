import { z } from 'zod'
import { parseDate } from '../dates.ts'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
import { DateParam, limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

/**
 * The window includes both days. joined and left are in the time of the world, recorded and withdrawn in the time of
 * this database: a claim about an old event may be recorded today. A withdrawal that names another claim as its
 * replacement is a correction.
 */
export default defineQuery({
  name: 'changes-between',
  title: 'Changes between',
  question: 'What changed between two dates: who joined, who left, and which claims were recorded or withdrawn?',
  params: z.object({
    node: NodeParam,
    from: DateParam.transform(text => parseDate(text).earliest).describe(
      'First day of the window. A month or a year begins with its first day.',
    ),
    to: DateParam.transform(text => parseDate(text).latest).describe(
      'Last day of the window. A month or a year ends with its last day.',
    ),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    change: z
      .enum(['joined', 'left', 'recorded', 'withdrawn'])
      .describe('joined, left: what happened; recorded, withdrawn: when this database added or withdrew a claim.'),
    person: RefSchema,
    at: RefSchema.describe('The organisation.'),
    on: z
      .string()
      .nullable()
      .describe('Date of the event as written. For a correction, the date of the event that it is about.'),
    earliest: DaySchema.nullable().describe('First possible day of the change.'),
    latest: DaySchema.nullable().describe('Last possible day of the change.'),
    role: z.string().nullable(),
    manner: z.string().nullable(),
    status: z.string(),
    scheduledAsOf: LeftSchema.shape.scheduledAsOf,
    disputed: z.boolean().describe('Whether the sources disagree about the event, or only report it as a rumour.'),
    replacedBy: z
      .string()
      .nullable()
      .describe("Id of the claim that replaced a withdrawn claim. The row's claims include it."),
    certainty: CertaintySchema.describe('Whether the day of the change is definitely or possibly within the window.'),
    order: OrderSchema.describe(
      'Order relative to the row above. definite: this change is certainly later; possible: the sources ' +
        'leave the order open, or both have the same day; null in the first row and in the first correction.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { node: 'openai', from: '2024-05', to: '2024-11' },
  entities: { node: 'ever' },
  counted: true,
  picture: { kind: 'timeline', line: ['person', 'at'], marks: [{ eventColumn: 'change' }] },
  zh: {
    title: '期间变动',
    question: '两个日期之间有哪些变动：谁加入、谁离开，哪些说法被录入或撤回？',
    help: {
      from: '期间的第一天；月或年从其第一天算起。',
      to: '期间的最后一天；月或年算到其最后一天。',
    },
    labels: {
      change: '变动',
    },
    values: {
      change: { joined: '加入', left: '离开', recorded: '录入', withdrawn: '撤回' },
    },
  },
})
