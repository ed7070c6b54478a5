import { z } from 'zod'
import { DaySchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'where-they-went',
  title: 'Where they went',
  question: 'Where did the people who left an organisation go?',
  params: z.object({
    organisation: OrganisationParam,
    from: FromParam.describe('First day of the leaving; a month or a year begins with its first day.'),
    to: ToParam.describe('Last day of the leaving; a month or a year ends with its last day.'),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation that they left.'),
    left: z.string().nullable().describe('When they left, as written; null where no source says it.'),
    earliest: DaySchema.nullable().describe(
      'The first day on which they can have left; null where no source bounds it.',
    ),
    latest: DaySchema.nullable().describe('The last day on which they can have left; null where no source bounds it.'),
    announced: z.string().nullable(),
    status: z.string().describe('Of the leaving.'),
    disputed: z.boolean().describe('Whether claims of the leaving disagree.'),
    within: CertaintySchema.describe('Whether the day of leaving is surely within the window, or possibly.'),
    destination: z
      .enum(['known', 'undisclosed', 'none reported'])
      .describe('undisclosed: a source says they did not tell; none reported: no source speaks of it.'),
    organisation: RefSchema.nullable().describe('Where they went.'),
    joined: z.string().nullable().describe('When they joined there, as written.'),
    roles: z.array(z.string()).nullable().describe('What they were there.'),
    certainty: CertaintySchema.nullable().describe(
      'definite: a source says they came from here, or it is the next stay on every day that the dates can mean; else possible.',
    ),
    order: OrderSchema.describe(
      'Of the leaving, against the row above. definite: they surely left before; possible: the sources leave it open; ' +
        'null in the first row and where both rows are of one leaving.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
