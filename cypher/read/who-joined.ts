import { z } from 'zod'
import { DaySchema, JoinedSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DisputesSchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

/** Joinings as sources tell them. Who is only known to have been there has no row: `present-at` has them. */
export default defineQuery({
  name: 'who-joined',
  title: 'Who joined',
  question: 'Who joined an organisation, when, in what manner, and which sources say so?',
  params: z.object({ organisation: OrganisationParam, from: FromParam, to: ToParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation that was asked about.'),
    ...JoinedSchema.pick({ on: true, announced: true, role: true, manner: true, status: true }).shape,
    origin: RefSchema.nullable().describe('Where they came from, if a source says it of this joining.'),
    earliest: DaySchema.nullable().describe(
      'The first day on which they can have joined; null where no source bounds it.',
    ),
    latest: DaySchema.nullable().describe(
      'The last day on which they can have joined; null where no source bounds it.',
    ),
    disputed: z.boolean().describe('Whether the sources disagree about the joining, or it is no more than a rumour.'),
    disputes: DisputesSchema,
    certainty: CertaintySchema.describe(
      'Whether the day of joining is surely within the window, or possibly. How far the joining itself is to be ' +
        'believed, `status` and `disputed` say.',
    ),
    order: OrderSchema,
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
