import { z } from 'zod'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RangeSchema, RefSchema } from '../wire.ts'

/**
 * Moves from one organisation to the next. `definite`, `possible` and `leavings` count leavings: who left twice for the
 * same place counts twice, and who went to two places at once counts once in each. `people` and `headcount` count each person
 * once. Shares are bounds, and none exceeds 1: the least is every definite move over every leaving (person) that may lie in
 * the window, the most is every move that may be over those that surely do and those moves themselves. The share of the headcount is
 * the separation rate of labour statistics split by destination, with everybody who was there at some time of the window
 * below the line and not an average of several days.
 */
export default defineQuery({
  name: 'flows',
  title: 'Flows',
  question:
    'How many left one organisation and next joined another, and what share of its leavings and of its people is that?',
  params: z.object({
    organisation: OrganisationParam.nullable()
      .default(null)
      .describe(
        'The organisation that was left: an id, or a name that only one bears. Without it, every organisation.',
      ),
    from: FromParam.describe(
      'First day of the window in which they left; a month or a year begins with its first day.',
    ),
    to: ToParam.describe('Last day of the window in which they left; a month or a year ends with its last day.'),
    limit: limitParam(200, 5000),
  }),
  row: z.object({
    from: RefSchema.describe('The organisation that was left.'),
    to: RefSchema.describe('The next organisation; the same one where somebody came back.'),
    definite: z
      .int()
      .describe('Leavings surely in the window whose next step was surely this: a source says so, or no other can be.'),
    possible: z.int().describe('Leavings besides these of which the dates allow it.'),
    people: RangeSchema.describe('How many people these moves are of, each counted once: surely, and possibly.'),
    leavings: RangeSchema.describe(
      'Leavings of the first organisation within the window, with or without a next step.',
    ),
    ofLeavings: RangeSchema.describe('Share of those leavings, 0 to 1.'),
    headcount: RangeSchema.describe('People who were at the first organisation at some time of the window.'),
    ofHeadcount: RangeSchema.describe('Share of those people who moved so, 0 to 1; null where that divides by nobody.'),
    moves: z
      .array(
        z.object({
          person: RefSchema,
          left: z.string().nullable(),
          joined: z.string().nullable(),
          certainty: CertaintySchema,
          claims: z.array(EvidenceSchema),
        }),
      )
      .describe('At most ten of the moves, definite ones first, then the last to leave.'),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
