import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { DisputesSchema, EvidenceSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'disputed',
  title: 'Disputed',
  question: 'On what do the sources disagree, and what does each of them say?',
  params: z.object({
    node: NodeParam.nullable()
      .default(null)
      .describe(
        'Only this person or organisation. Pass an id, or a name or alias that is unique. By default, ' + 'everything.',
      ),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    person: RefSchema,
    organisation: RefSchema,
    event: z.enum(['joined', 'left']),
    on: z.string().nullable().describe('Date of the most reliable claim.'),
    earliest: DaySchema.nullable().describe('First day that any active claim allows.'),
    latest: DaySchema.nullable().describe('Last day that any active claim allows.'),
    ...LeftSchema.pick({ manner: true, status: true, scheduledAsOf: true }).shape,
    about: DisputesSchema,
    claims: z.array(EvidenceSchema).describe('All claims about the event, ordered by date of publication.'),
  }),
  example: {},
  entities: { node: 'any' },
  counted: true,
  picture: {
    kind: 'timeline',
    each: 'claims',
    group: ['person', 'organisation'],
    line: 'claims.source',
    marks: [{ from: 'claims' }],
  },
  zh: {
    title: '有争议之处',
    question: '各来源在哪些事上说法不一，分别怎么说？',
    help: {
      node: '只看这个人物或机构。填标识，或唯一的名称、别名。默认查看全部。',
    },
    labels: {
      about: '分歧所在',
    },
  },
})
