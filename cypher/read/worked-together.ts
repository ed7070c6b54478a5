import { z } from 'zod'
import { limitParam, PersonParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * The shortest chains of colleagues, as a path in a two-mode network of people and organisations in which a step
 * requires shared time (Breiger, The Duality of Persons and Groups, Social Forces 53, 1974, 181-190, without the time).
 * The `days` of a step are bounded as in `colleagues`. Each step is judged separately, without checking that all can be
 * true at once, and the steps need not follow each other in time. For two or three steps, at most 1,000 chains are
 * examined; `complete` says whether that was all.
 */
export default defineQuery({
  name: 'worked-together',
  title: 'Worked together',
  question: 'Through which chains of colleagues are two people linked?',
  params: z.object({
    one: PersonParam,
    other: PersonParam,
    steps: limitParam(3, 3).describe(
      'Maximum number of steps between the two people, 1 to 3. 1 means that they were colleagues.',
    ),
    certainty: CertaintySchema.default('possible').describe(
      'possible: the shortest chain that may exist; definite: the shortest chain in which every step is ' +
        'certain, which may be longer.',
    ),
    limit: limitParam(50, 500),
  }),
  row: z.object({
    people: z.array(RefSchema).describe('From the first to the last node of the path.'),
    length: z.int().describe('Number of steps, the same in each row.'),
    certainty: CertaintySchema.describe('definite: in each step the two certainly shared at least one day.'),
    hops: z
      .array(
        z.object({
          step: z.int().describe('Which step of the chain: 1 leads from the first person to the second.'),
          from: RefSchema,
          to: RefSchema,
          at: RefSchema.describe('The organisation where both were.'),
          days: DaysSchema.describe('Minimum and maximum number of days on which both were there.'),
          certainty: CertaintySchema,
          claims: z.array(EvidenceSchema).describe('Claims of both tenures.'),
        }),
      )
      .describe('For each step, all the time that the two shared, at one organisation or several.'),
    complete: z.boolean().describe('Whether all shortest chains were counted. If not, there are more than `total`.'),
  }),
  example: { one: 'lilian-weng', other: 'jan-leike' },
  entities: { one: 'Person', other: 'Person' },
  counted: true,
  picture: {
    kind: 'overlap-bars',
    each: 'hops',
    label: ['hops.from', 'hops.to'],
    days: 'hops.days',
    note: 'hops.at',
  },
  zh: {
    title: '共事关系',
    question: '如果链上相邻的两人都曾共事，两个人经由哪些人相连？',
    help: {
      steps: '两人之间的最多步数，1 至 3；1 表示曾是同事。',
      certainty: '可能：可能成立的最短链；确定：每一步都确定的最短链，可能更长。',
    },
    labels: {
      hops: '每一步',
      step: '第几步',
    },
  },
})
