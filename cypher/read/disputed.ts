import { z } from 'zod'
import { DaySchema, LeftSchema } from '../model.ts'
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
        'Of one person or organisation: an id, or a name or alias that only one bears. Without it, everywhere.',
      ),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    person: RefSchema,
    organisation: RefSchema,
    event: z.enum(['joined', 'left']),
    on: z.string().nullable().describe('The date of the best of the claims.'),
    earliest: DaySchema.nullable().describe('First day that any standing claim allows.'),
    latest: DaySchema.nullable().describe('Last day that any standing claim allows.'),
    ...LeftSchema.pick({ manner: true, status: true }).shape,
    about: DisputesSchema,
    claims: z.array(EvidenceSchema).describe('All that the sources say of it, the first published first.'),
  }),
  example: {},
  entities: { node: 'any' },
  counted: true,
})
