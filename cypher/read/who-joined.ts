import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { JoinedSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DisputesSchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

/** Reported joinings. People who are only known to have been there have no row: `present-at` has them. */
export default defineQuery({
  name: 'who-joined',
  title: 'Who joined',
  question: 'Who joined an organisation, when, in what manner, and which sources say so?',
  params: z.object({ organisation: OrganisationParam, from: FromParam, to: ToParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation in the request.'),
    ...JoinedSchema.pick({ on: true, announced: true, role: true, manner: true, status: true, scheduledAsOf: true })
      .shape,
    origin: RefSchema.nullable().describe('Where they came from, if a source of this joining says so.'),
    earliest: DaySchema.nullable().describe('First possible day of joining; null if no source bounds it.'),
    latest: DaySchema.nullable().describe('Last possible day of joining; null if no source bounds it.'),
    disputed: z.boolean().describe('Whether the sources disagree about the joining, or only report it as a rumour.'),
    disputes: DisputesSchema,
    certainty: CertaintySchema.describe(
      'Whether the day of joining is definitely or possibly within the window. `status` and `disputed` say ' +
        'how reliable the joining itself is.',
    ),
    order: OrderSchema.describe(
      'Order relative to the row above. definite: certainly earlier; possible: the sources leave it open, or both ' +
        'have the same day; null in the first row and in the first one that is only possibly within the window.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: { kind: 'timeline', line: 'person', marks: [{ event: 'joined' }] },
  zh: {
    title: '谁加入了',
    question: '谁加入了某机构，时间和方式如何，依据哪些来源？',
  },
})
