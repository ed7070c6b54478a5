import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
import { limitParam, OrganisationParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

const event = z.object({
  on: z.string().nullable().describe('The date as written.'),
  earliest: DaySchema.nullable(),
  latest: DaySchema.nullable(),
  announced: z.string().nullable(),
  role: z.string().nullable(),
  manner: z.string().nullable(),
  status: z.string(),
  scheduledAsOf: LeftSchema.shape.scheduledAsOf,
  disputed: z.boolean(),
})

/**
 * Boomerang employees: people who left an organisation and later returned to it (Shipp, Furst-Holloway, Harris and
 * Rosen, Gone Today but Here Tomorrow, Personnel Psychology 67, 2014, 421-462). A row is a departure and the next
 * return; a person who came back twice has two rows. `gap` counts the days from the day of leaving to the day of
 * return.
 */
export default defineQuery({
  name: 'boomerangs',
  title: 'Boomerangs',
  question: 'Who left an organisation and came back to it, and after how long?',
  params: z.object({ organisation: OrganisationParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation in the request.'),
    certainty: CertaintySchema.describe(
      'definite: the person certainly left and then came back, according to the dates or because a source ' +
        'says that they returned; possible: the two tenures may overlap or be in the opposite order.',
    ),
    gap: DaysSchema.describe('Minimum and maximum number of days between the two tenures, assuming this order.'),
    left: event.nullable().describe('The departure; null if no source mentions it and only the return implies it.'),
    returned: event.nullable().describe('The return; null if the sources only say that the person was there again.'),
    rolesBefore: z.array(z.string()).describe('Roles before the departure.'),
    rolesAfter: z.array(z.string()).describe('Roles after the return.'),
    claims: z.array(EvidenceSchema).describe('Claims of both tenures, the first tenure first.'),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: {
    kind: 'timeline',
    line: 'person',
    marks: [
      { event: 'left', from: 'left' },
      { event: 'joined', from: 'returned' },
    ],
    days: 'gap',
  },
  zh: {
    title: '离职后回归',
    question: '谁离开某机构后又回来，相隔多久？',
    labels: {
      returned: '回归',
      rolesBefore: '离开前的职务',
      rolesAfter: '回归后的职务',
    },
  },
})
