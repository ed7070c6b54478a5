import { z } from 'zod'
import { limitParam, PeopleParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema, SharedStaySchema } from '../wire.ts'

/**
 * A row is one person who shared time with each of the given people, at one organisation or at several, at one time or at
 * several. Days are bounded and counted as in `colleagues`: over all begins and ends that the sources allow, each day once.
 */
export default defineQuery({
  name: 'colleagues-of-all',
  title: 'Colleagues of all',
  question: 'Who was at an organisation at the same time as each of several people, and for how many days?',
  params: z.object({ people: PeopleParam, limit: limitParam(200, 2000) }),
  row: z.object({
    colleague: RefSchema,
    certainty: CertaintySchema.describe(
      'definite: they shared at least one day with each of the people; possible: the sources leave it open.',
    ),
    overlaps: z
      .array(
        z.object({
          person: RefSchema.describe('One of the people who were asked about.'),
          days: DaysSchema.describe('On how many days the colleague and this person were at one organisation.'),
          certainty: CertaintySchema,
          stays: z.array(SharedStaySchema).describe('Every two stays that can share a day, the surest first.'),
        }),
      )
      .describe('One entry for each of the people, in the order in which they were given.'),
    allAtOnce: DaysSchema.describe('On how many days the colleague and all of the people were at one organisation.'),
    claims: z.array(EvidenceSchema).describe('The claims of all these stays, those of the colleague last.'),
  }),
  example: { people: 'lilian-weng,jan-leike' },
  entities: { people: 'Person' },
  counted: true,
})
