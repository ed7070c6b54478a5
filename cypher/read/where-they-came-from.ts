import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { JoinedSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'where-they-came-from',
  title: 'Where they came from',
  question: 'Where did the people who joined an organisation come from?',
  params: z.object({
    organisation: OrganisationParam,
    from: FromParam.describe('First day of the joinings. A month or a year begins with its first day.'),
    to: ToParam.describe('Last day of the joinings. A month or a year ends with its last day.'),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation that they joined.'),
    joined: z.string().nullable().describe('When they joined, as written; null if no source says so.'),
    earliest: DaySchema.nullable().describe('First possible day of joining; null if no source bounds it.'),
    latest: DaySchema.nullable().describe('Last possible day of joining; null if no source bounds it.'),
    announced: z.string().nullable(),
    status: z.string().describe('Status of the joining.'),
    scheduledAsOf: JoinedSchema.shape.scheduledAsOf,
    disputed: z.boolean().describe('Whether claims about the joining disagree.'),
    within: CertaintySchema.describe('Whether the day of joining is definitely or possibly within the window.'),
    origin: z.enum(['known', 'none reported']).describe('none reported: no source says where they came from.'),
    organisation: RefSchema.nullable().describe('Where they came from.'),
    left: z.string().nullable().describe('When they left there, as written.'),
    roles: z.array(z.string()).nullable().describe('Roles there; null if no source mentions a tenure.'),
    certainty: CertaintySchema.nullable().describe(
      'definite: a source says that they came from there, or that tenure was certainly over when they ' +
        'joined and no other can have ended since; possible: otherwise.',
    ),
    order: OrderSchema.describe(
      'Order of the joining relative to the row above. definite: they certainly joined before; possible: ' +
        'the sources leave it open; null in the first row, in the first one that is only possible, and if both ' +
        'rows are about one joining.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: { kind: 'flow', from: 'organisation', to: 'at', instead: 'origin', when: { on: 'joined' } },
  zh: {
    title: '来自哪里',
    question: '加入某机构的人来自哪里？',
    help: {
      from: '加入的第一天；月或年从其第一天算起。',
      to: '加入的最后一天；月或年算到其最后一天。',
    },
    values: {
      origin: { known: '已知', 'none reported': '无来源提及' },
    },
  },
})
