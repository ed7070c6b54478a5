import { z } from 'zod'
import { FromParam, limitParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RangeSchema, RefSchema } from '../wire.ts'

/**
 * The organisations with the most people, and the moves between them: the first picture of a large database. The numbers of moves are
 * those of `flows`, and the numbers of people those of its `headcount`.
 */
export default defineQuery({
  name: 'organisation-flows',
  title: 'Largest organisations',
  question: 'Which organisations have the most people, and how many people moved from one of them to another?',
  params: z.object({ from: FromParam, to: ToParam, limit: limitParam(60, 500) }),
  row: z.object({
    organisation: RefSchema.extend({ aliases: z.array(z.string()).nullable(), type: z.string().nullable() }),
    people: RangeSchema.describe(
      'Number of different people who were there at some time in the window: certainly, and at most.',
    ),
    moves: z
      .array(
        z.object({
          from: RefSchema.describe('The organisation that people left.'),
          to: RefSchema.describe('The next organisation, or the same one if they came back.'),
          definite: z
            .int()
            .describe('Departures certainly in the window that were certainly followed by this organisation.'),
          possible: z.int().describe('Other departures for which the dates allow this next organisation.'),
          people: RangeSchema.describe('Number of different people who moved: definite and possible.'),
        }),
      )
      .describe('Moves between this organisation and itself or those in the rows above.'),
  }),
  example: {},
  counted: true,
  picture: { kind: 'network' },
  zh: {
    title: '最大的机构',
    question: '哪些机构的人最多，有多少人从其中一家去了另一家？',
    labels: { moves: '流动' },
  },
})
