import { z } from 'zod'
import { DaySchema } from '../model.ts'
import { limitParam, OrganisationParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * Group exits, which others call lift-outs when a firm takes on a whole team (Groysberg and Abrahams, Lift Outs: How to
 * Acquire a High-functioning Team, Harvard Business Review, December 2006). No intent is read into them: only days are.
 *
 * A group is two people or more who left the one organisation for the other, the first and the last of them at most
 * `days` apart, and as many as fit. It is definite if each surely went there and no choice of the days that the sources
 * leave open sets two further apart; possible if some choice does not. A definite group may be a part of a possible one.
 */
export default defineQuery({
  name: 'group-exits',
  title: 'Group exits',
  question: 'Who left an organisation for the same other one within a few days of each other?',
  params: z.object({
    organisation: OrganisationParam,
    destination: OrganisationParam.nullable()
      .default(null)
      .describe('Only those who went to this organisation: an id, or a name or alias that only one bears.'),
    days: limitParam(90, 3660).describe('Most days from the first leaving to the last, 1 to 3660.'),
    people: z.coerce
      .number<number | string>({ error: 'is not a number' })
      .int('is not a whole number')
      .min(2, 'is under 2')
      .max(1000, 'is over 1000')
      .default(2)
      .describe('Fewest people in a group, 2 or more.'),
    limit: limitParam(100, 1000),
  }),
  row: z.object({
    at: RefSchema.describe('The organisation that they left.'),
    destination: RefSchema.describe('The organisation that they went to.'),
    certainty: CertaintySchema,
    gap: DaysSchema.describe('Days from the first leaving to the last, at least and at most.'),
    people: z
      .array(
        z.object({
          person: RefSchema,
          left: z.string().nullable().describe('As written.'),
          earliest: DaySchema.nullable(),
          latest: DaySchema.nullable(),
          joined: z.string().nullable().describe('When they joined the other one, as written.'),
          disputed: z.boolean().describe('Whether claims of the leaving disagree.'),
          certainty: CertaintySchema.describe('Whether they surely went there, as in where-they-went.'),
        }),
      )
      .describe('By the first day on which each can have left; no order of events.'),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'uc-berkeley', days: 365 },
  entities: { organisation: 'Organisation', destination: 'Organisation' },
  counted: true,
})
