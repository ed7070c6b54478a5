import { z } from 'zod'
import { limitParam, PersonParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema, SharedStaySchema } from '../wire.ts'

/**
 * A row is a pair of people, with every pair of their tenures at one organisation that can share a day. `days` bounds
 * the number of days on which both were at one organisation, over all begins and ends that the sources allow; a day on
 * which several tenures overlap counts once. An open tenure (no source says they left) certainly lasts to the last
 * sighting and has no upper bound, because an answer must not depend on the day of the request. So two open tenures
 * have a `max` of null.
 */
export default defineQuery({
  name: 'colleagues',
  title: 'Colleagues',
  question: 'Who was at an organisation at the same time as a person, and for how many days?',
  params: z.object({ person: PersonParam, limit: limitParam(200, 5000) }),
  row: z.object({
    person: RefSchema.describe('The person in the request.'),
    colleague: RefSchema,
    days: DaysSchema.describe(
      'Minimum and maximum number of days that both were at one organisation. Each day counts once.',
    ),
    certainty: CertaintySchema.describe('definite: they shared at least one day; possible: the sources leave it open.'),
    stays: z.array(SharedStaySchema).describe('Every pair of tenures that can share a day, the most certain first.'),
    claims: z.array(EvidenceSchema).describe('Claims of all these tenures, those of the person first.'),
  }),
  example: { person: 'lilian-weng' },
  entities: { person: 'Person' },
  counted: true,
  picture: { kind: 'overlap-bars', label: 'colleague', days: 'days', note: 'stays.at' },
  zh: {
    title: '同事',
    question: '谁与某人同时在同一家机构，共事多少天？',
  },
})
