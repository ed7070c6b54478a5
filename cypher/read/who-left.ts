import { z } from 'zod'
import { DaySchema, LeftSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DisputesSchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'who-left',
  title: 'Who left',
  question: 'Who left an organisation, when, in what manner, and which sources say so?',
  params: z.object({ organisation: OrganisationParam, from: FromParam, to: ToParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation that was asked about.'),
    ...LeftSchema.pick({ on: true, announced: true, role: true, manner: true, destination: true, status: true }).shape,
    earliest: DaySchema.nullable().describe(
      'The first day on which they can have left; null where no source bounds it.',
    ),
    latest: DaySchema.nullable().describe('The last day on which they can have left; null where no source bounds it.'),
    disputed: z.boolean().describe('Whether the sources disagree about the leaving, or it is no more than a rumour.'),
    disputes: DisputesSchema,
    certainty: CertaintySchema.describe(
      'Whether the day of leaving is surely within the window, or possibly. How far the leaving itself is to be ' +
        'believed, `status` and `disputed` say.',
    ),
    order: OrderSchema,
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
