import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'where-they-went',
  title: 'Where they went',
  question: 'Where did the people who left an organisation go?',
  params: z.object({
    organisation: OrganisationParam,
    from: FromParam.describe('First day of the departures. A month or a year begins with its first day.'),
    to: ToParam.describe('Last day of the departures. A month or a year ends with its last day.'),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation that they left.'),
    left: z.string().nullable().describe('When they left, as written; null if no source says so.'),
    earliest: DaySchema.nullable().describe('First possible day of departure; null if no source bounds it.'),
    latest: DaySchema.nullable().describe('Last possible day of departure; null if no source bounds it.'),
    announced: z.string().nullable(),
    status: z.string().describe('Status of the departure.'),
    scheduledAsOf: LeftSchema.shape.scheduledAsOf,
    disputed: z.boolean().describe('Whether claims about the departure disagree.'),
    within: CertaintySchema.describe('Whether the day of departure is definitely or possibly within the window.'),
    destination: z
      .enum(['known', 'undisclosed', 'none reported'])
      .describe(
        'undisclosed: a source says that they did not say where; none reported: no source mentions a ' + 'destination.',
      ),
    organisation: RefSchema.nullable().describe('Where they went.'),
    joined: z.string().nullable().describe('When they joined there, as written.'),
    roles: z.array(z.string()).nullable().describe('Roles there.'),
    certainty: CertaintySchema.nullable().describe(
      'definite: a source says that they came from here, or it is the next tenure on every day that the ' +
        'dates can mean; possible: otherwise.',
    ),
    order: OrderSchema.describe(
      'Order of the departure relative to the row above. definite: they certainly left before; possible: ' +
        'the sources leave it open; null in the first row, in the first one that is only possible, and if both ' +
        'rows are about one departure.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: { kind: 'flow', from: 'at', to: 'organisation', instead: 'destination', when: { on: 'left' } },
  zh: {
    title: '去了哪里',
    question: '离开某机构的人去了哪里？',
    help: {
      from: '离开的第一天；月或年从其第一天算起。',
      to: '离开的最后一天；月或年算到其最后一天。',
    },
    values: {
      destination: { known: '已知', undisclosed: '未公开', 'none reported': '无来源提及' },
    },
  },
})
