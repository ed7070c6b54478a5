import { z } from 'zod'
import { DaySchema, LeftSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'who-left',
  title: 'Who left',
  question: 'Who left an organisation, when, in what manner, and which sources say so?',
  params: z.object({ organisation: OrganisationParam, from: FromParam, to: ToParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    ...LeftSchema.pick({ on: true, announced: true, role: true, manner: true, destination: true, status: true }).shape,
    earliest: DaySchema.nullable(),
    latest: DaySchema.nullable(),
    disputed: z.boolean(),
    certainty: CertaintySchema.describe('Whether they surely left within the window, or possibly.'),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
