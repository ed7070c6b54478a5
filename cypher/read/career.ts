import { z } from 'zod'
import { LeftSchema, TenureSchema } from '../model.ts'
import { PersonParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { DisputesSchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

const event = z
  .object({
    on: z.string().nullable(),
    announced: z.string().nullable(),
    manner: z.string().nullable(),
    status: z.string(),
    scheduledAsOf: LeftSchema.shape.scheduledAsOf,
    disputed: z.boolean(),
    disputes: DisputesSchema,
    claims: z.array(z.string()).describe("Ids of the claims about this event. The row's claims include them."),
  })
  .nullable()

const stay = TenureSchema.shape

export default defineQuery({
  name: 'career',
  title: 'Career',
  question: 'Where has a person been, in order, and which sources say so?',
  params: z.object({ person: PersonParam }),
  row: z.object({
    person: RefSchema.extend({ aliases: z.array(z.string()) }),
    organisation: RefSchema.extend({ type: z.string() }),
    stint: stay.stint.nullable(),
    roles: stay.roles.nullable(),
    beginEarliest: stay.beginEarliest,
    beginLatest: stay.beginLatest,
    endEarliest: stay.endEarliest,
    endLatest: stay.endLatest,
    open: stay.open.nullable().describe('No source says that they left. This differs from an unknown end.'),
    lastSeen: stay.lastSeen,
    joined: event,
    left: event,
    order: OrderSchema.describe(
      'Order of the tenure relative to the row above. definite: it certainly began later; possible: the ' +
        'sources leave open which began first, or both began on the same day; null in the first row and if ' +
        'there is no tenure.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { person: 'lilian-weng' },
  entities: { person: 'Person' },
  counted: false,
  picture: { kind: 'timeline', line: 'organisation', stay: {} },
  zh: {
    title: '履历',
    question: '某人先后在哪些机构任职，依据哪些来源？',
    labels: {
      stint: '任期',
    },
  },
})
