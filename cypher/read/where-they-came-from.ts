import { z } from 'zod'
import { DaySchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'where-they-came-from',
  title: 'Where they came from',
  question: 'Where did the people who joined an organisation come from?',
  params: z.object({
    organisation: OrganisationParam,
    from: FromParam.describe('First day of the joining; a month or a year begins with its first day.'),
    to: ToParam.describe('Last day of the joining; a month or a year ends with its last day.'),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation that they joined.'),
    joined: z.string().nullable().describe('When they joined, as written; null where no source says it.'),
    earliest: DaySchema.nullable().describe(
      'The first day on which they can have joined; null where no source bounds it.',
    ),
    latest: DaySchema.nullable().describe(
      'The last day on which they can have joined; null where no source bounds it.',
    ),
    announced: z.string().nullable(),
    status: z.string().describe('Of the joining.'),
    disputed: z.boolean().describe('Whether claims of the joining disagree.'),
    within: CertaintySchema.describe('Whether the day of joining is surely within the window, or possibly.'),
    origin: z.enum(['known', 'none reported']).describe('none reported: no source speaks of where they had been.'),
    organisation: RefSchema.nullable().describe('Where they came from.'),
    left: z.string().nullable().describe('When they left there, as written.'),
    roles: z.array(z.string()).nullable().describe('What they were there; null where no source tells of a stay.'),
    certainty: CertaintySchema.nullable().describe(
      'definite: a source says they came from there, or that stay surely was over when they joined and none elsewhere can ' +
        'have ended since; else possible.',
    ),
    order: OrderSchema.describe(
      'Of the joining, against the row above. definite: they surely joined before; possible: the sources leave it open; ' +
        'null in the first row and where both rows are of one joining.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
