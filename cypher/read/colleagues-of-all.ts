import { z } from 'zod'
import { limitParam, PeopleParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema, SharedStaySchema } from '../wire.ts'

/**
 * A row is one person who shared time with each of the given people, at one organisation or several, at one time or
 * several. Days are bounded and counted as in `colleagues`: over all begins and ends that the sources allow, each day
 * once.
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
          person: RefSchema.describe('One of the people in the request.'),
          days: DaysSchema.describe(
            'Minimum and maximum number of days that the colleague and this person were at one organisation.',
          ),
          certainty: CertaintySchema,
          stays: z
            .array(SharedStaySchema)
            .describe('Every pair of tenures that can share a day, the most certain first.'),
        }),
      )
      .describe('One entry per person, in the order of the request.'),
    allAtOnce: DaysSchema.describe(
      'Minimum and maximum number of days that the colleague and all the people were at one organisation ' +
        'together.',
    ),
    claims: z.array(EvidenceSchema).describe('Claims of all these tenures, those of the colleague last.'),
  }),
  example: { people: 'lilian-weng,jan-leike' },
  entities: { people: 'Person' },
  counted: true,
  picture: {
    kind: 'overlap-bars',
    each: 'overlaps',
    group: 'colleague',
    label: 'overlaps.person',
    days: 'overlaps.days',
  },
  zh: {
    title: '共同的同事',
    question: '谁与这几个人都曾共事，分别共事多少天？',
    labels: {
      overlaps: '与每个人的共事情况',
      allAtOnce: '全体共事天数',
    },
  },
})
