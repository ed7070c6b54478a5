import { z } from 'zod'
import { limitParam, PersonParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * The shortest chains of colleagues, as a path in a two-mode network of people and organisations in which a step needs
 * shared time (Breiger, The Duality of Persons and Groups, Social Forces 53, 1974, 181-190, without the time). A step's
 * `days` are bounded as in `colleagues`; each step is weighed by itself, not whether all can be true at once, and the
 * steps need not follow each other in time. Of two or three steps at most 1,000 chains are looked at; `complete` says so.
 */
export default defineQuery({
  name: 'worked-together',
  title: 'Worked together',
  question: 'Through whom are two people linked, if each two in the chain were at one organisation at the same time?',
  params: z.object({
    one: PersonParam,
    other: PersonParam,
    steps: limitParam(3, 3).describe('Most steps from the one to the other, 1 to 3; 1 is to be colleagues.'),
    certainty: CertaintySchema.default('possible').describe(
      'possible: the shortest chain that may be; definite: the shortest of which every step is sure, which may be longer.',
    ),
    limit: limitParam(50, 500),
  }),
  row: z.object({
    people: z.array(RefSchema).describe('From the one to the other.'),
    length: z.int().describe('How many steps; the same in each row.'),
    certainty: CertaintySchema.describe('definite: in each step the two surely shared at least one day.'),
    hops: z
      .array(
        z.object({
          step: z.int().describe('Which step of the chain: 1 leads from the first of the people to the second.'),
          from: RefSchema,
          to: RefSchema,
          at: RefSchema.describe('The organisation that both were at.'),
          days: DaysSchema.describe('How many days they were both there, at least and at most.'),
          certainty: CertaintySchema,
          claims: z.array(EvidenceSchema).describe('Of both stays.'),
        }),
      )
      .describe('For each step all the time that the two shared: at one organisation or more, in one stay or more.'),
    complete: z.boolean().describe('Whether all shortest chains were counted; if not, there are more than `total`.'),
  }),
  example: { one: 'lilian-weng', other: 'jan-leike' },
  entities: { one: 'Person', other: 'Person' },
  counted: true,
})
