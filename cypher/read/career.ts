import { z } from 'zod'
import { TenureSchema } from '../model.ts'
import { PersonParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { DisputesSchema, EvidenceSchema, OrderSchema, RefSchema } from '../wire.ts'

const event = z
  .object({
    on: z.string().nullable(),
    announced: z.string().nullable(),
    manner: z.string().nullable(),
    status: z.string(),
    disputed: z.boolean(),
    disputes: DisputesSchema,
    claims: z.array(z.string()).describe('The ids of its claims; they are among the claims of the row.'),
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
    open: stay.open.nullable().describe('No source says they left; not the same as an unknown end.'),
    lastSeen: stay.lastSeen,
    joined: event,
    left: event,
    order: OrderSchema.describe(
      'Of the stay, against the row above. definite: it surely began later; possible: the sources leave open which began ' +
        'first, or both began on one day; null in the first row and where there is no stay.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { person: 'lilian-weng' },
  entities: { person: 'Person' },
  counted: false,
})
