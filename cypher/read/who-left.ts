import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
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
    at: RefSchema.describe('The organisation in the request.'),
    ...LeftSchema.pick({
      on: true,
      announced: true,
      role: true,
      manner: true,
      destination: true,
      status: true,
      scheduledAsOf: true,
    }).shape,
    earliest: DaySchema.nullable().describe('First possible day of departure; null if no source bounds it.'),
    latest: DaySchema.nullable().describe('Last possible day of departure; null if no source bounds it.'),
    disputed: z.boolean().describe('Whether the sources disagree about the departure, or only report it as a rumour.'),
    disputes: DisputesSchema,
    certainty: CertaintySchema.describe(
      'Whether the day of departure is definitely or possibly within the window. `status` and `disputed` ' +
        'say how reliable the departure itself is.',
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
  picture: { kind: 'timeline', line: 'person', marks: [{ event: 'left' }] },
  zh: {
    title: '谁离开了',
    question: '谁离开了某机构，时间和方式如何，依据哪些来源？',
  },
})
