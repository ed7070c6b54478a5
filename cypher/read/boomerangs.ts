import { z } from 'zod'
import { DaySchema } from '../model.ts'
import { limitParam, OrganisationParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

const event = z.object({
  on: z.string().nullable().describe('As written.'),
  earliest: DaySchema.nullable(),
  latest: DaySchema.nullable(),
  announced: z.string().nullable(),
  role: z.string().nullable(),
  manner: z.string().nullable(),
  status: z.string(),
  disputed: z.boolean(),
})

/**
 * Boomerang employees: who left an organisation and was later taken back by it (Shipp, Furst-Holloway, Harris and Rosen,
 * Gone Today but Here Tomorrow, Personnel Psychology 67, 2014, 421-462). A row is a leaving and the return that followed;
 * who came back twice has two. `gap` counts the days from the day of leaving to the day of return.
 */
export default defineQuery({
  name: 'boomerangs',
  title: 'Boomerangs',
  question: 'Who left an organisation and came back to it, and after how long?',
  params: z.object({ organisation: OrganisationParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation that was asked about.'),
    certainty: CertaintySchema.describe(
      'definite: they surely came back after they had left, by the dates or because a source says that they returned; ' +
        'possible: the two stays may have been at once, or in the other order.',
    ),
    gap: DaysSchema.describe('How many days they were away, at least and at most, if the stays came in this order.'),
    left: event.nullable().describe('The leaving; null where no source tells of it and only the return shows it.'),
    returned: event.nullable().describe('The return; null where they are only known to have been there again.'),
    rolesBefore: z.array(z.string()).describe('What they were before they left.'),
    rolesAfter: z.array(z.string()).describe('What they were after they came back.'),
    claims: z.array(EvidenceSchema).describe('Of both stays, the first one first.'),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
