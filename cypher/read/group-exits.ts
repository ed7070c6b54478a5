import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
import { limitParam, OrganisationParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * Group exits, called lift-outs if a firm hires a whole team (Groysberg and Abrahams, Lift Outs: How to Acquire a
 * High-functioning Team, Harvard Business Review, December 2006). The query uses only dates and infers no intent.
 *
 * A group is two or more people who left one organisation for the same other one, with at most `days` between the first
 * departure and the last, and as many people as fit. It is definite if each of them certainly went there and no choice
 * of the days that the sources leave open puts two further apart; it is possible if only some choices do not. A
 * definite group may be part of a possible one.
 */
export default defineQuery({
  name: 'group-exits',
  title: 'Group exits',
  question: 'Who left an organisation for the same other one within a few days of each other?',
  params: z.object({
    organisation: OrganisationParam,
    destination: OrganisationParam.nullable()
      .default(null)
      .describe('Only people who went to this organisation. Pass an id, or a name or alias that is unique.'),
    days: limitParam(90, 3660).describe('Maximum number of days from the first departure to the last, 1 to 3660.'),
    people: z.coerce
      .number<number | string>({ error: 'is not a number' })
      .int('is not a whole number')
      .min(2, 'is under 2')
      .max(1000, 'is over 1000')
      .default(2)
      .describe('Minimum number of people in a group, 2 or more.'),
    limit: limitParam(100, 1000),
  }),
  row: z.object({
    at: RefSchema.describe('The organisation that they left.'),
    destination: RefSchema.describe('The organisation that they joined.'),
    certainty: CertaintySchema,
    gap: DaysSchema.describe('Minimum and maximum number of days from the first departure to the last.'),
    people: z
      .array(
        z.object({
          person: RefSchema,
          left: z.string().nullable().describe('The date as written.'),
          earliest: DaySchema.nullable(),
          latest: DaySchema.nullable(),
          joined: z.string().nullable().describe('When they joined the other organisation, as written.'),
          scheduledAsOf: LeftSchema.shape.scheduledAsOf,
          disputed: z.boolean().describe('Whether claims about the departure disagree.'),
          certainty: CertaintySchema.describe('Whether they certainly went there, as in where-they-went.'),
        }),
      )
      .describe('The people, ordered by the first possible day of departure. This is not the order of events.'),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'uc-berkeley', days: 365 },
  entities: { organisation: 'Organisation', destination: 'Organisation' },
  counted: true,
  picture: {
    kind: 'timeline',
    each: 'people',
    group: ['at', 'destination', 'certainty'],
    line: 'people.person',
    marks: [{ event: 'left', from: 'people', on: 'people.left' }],
  },
  zh: {
    title: '结伴离开',
    question: '哪些人在几天之内先后离开某机构，去了同一家机构？',
    help: {
      destination: '只看去了这家机构的人。填标识，或唯一的名称、别名。',
      days: '第一人与最后一人离开最多相隔的天数，1 至 3660。',
      people: '一组的最少人数，不少于 2。',
    },
  },
})
