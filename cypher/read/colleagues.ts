import { z } from 'zod'
import { limitParam, PersonParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * A row is two stays at one organisation that can share a day; somebody who came back has a row for each stay. `days`
 * bounds the days shared over all begins and ends that the sources allow. An open stay (no one says they left) lasts
 * surely to its last sighting, and without bound after, for what nobody says must not grow with the day of asking:
 * two open stays share at most null days, unbounded.
 */
export default defineQuery({
  name: 'colleagues',
  title: 'Colleagues',
  question: 'Who was at an organisation at the same time as a person, and for how many days?',
  params: z.object({ person: PersonParam, limit: limitParam(200, 5000) }),
  row: z.object({
    person: RefSchema.describe('The person who was asked about.'),
    colleague: RefSchema,
    at: RefSchema.describe('The organisation that both were at.'),
    days: DaysSchema.describe('How many days they were both there, at least and at most.'),
    certainty: CertaintySchema.describe('definite: at least one day was shared; possible: the sources leave it open.'),
    roles: z.array(z.string()).describe('What the colleague was there.'),
    claims: z.array(EvidenceSchema).describe('Of both stays, those of the person first.'),
  }),
  example: { person: 'lilian-weng' },
  entities: { person: 'Person' },
  counted: true,
})
