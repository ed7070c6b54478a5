import { z } from 'zod'
import { LeftSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RangeSchema, RefSchema } from '../wire.ts'

/**
 * Moves from one organisation to the next. `definite`, `possible` and `leavings` count departures: a person who left
 * twice for the same organisation counts twice, and a person who went to two organisations at once counts once in each.
 * `people` and `headcount` count each person once. Shares are bounds and never exceed 1. The minimum is the definite
 * moves divided by all departures (or people) that may lie in the window. The maximum is the possible moves divided by
 * the definite departures and those moves together. The share of the headcount is the separation rate of labour
 * statistics, split by destination; the denominator is everyone who was there at some time in the window, not an
 * average of several days.
 */
export default defineQuery({
  name: 'flows',
  title: 'Flows',
  question:
    'How many people moved from one organisation to another, and what share of its leavings and of its people is that?',
  params: z.object({
    organisation: OrganisationParam.nullable()
      .default(null)
      .describe(
        'The organisation that people left. Pass an id, or a name or alias that is unique. By default, every ' +
          'organisation.',
      ),
    destination: OrganisationParam.nullable()
      .default(null)
      .describe('Only moves to this organisation. Pass an id, or a name or alias that is unique.'),
    from: FromParam.describe('First day of the departures. A month or a year begins with its first day.'),
    to: ToParam.describe('Last day of the departures. A month or a year ends with its last day.'),
    limit: limitParam(200, 5000),
  }),
  row: z.object({
    from: RefSchema.describe('The organisation that people left.'),
    to: RefSchema.describe('The next organisation, or the same one if the person came back.'),
    definite: z
      .int()
      .describe(
        'Departures certainly in the window that were certainly followed by this organisation: a source says ' +
          'so, or no other is possible.',
      ),
    possible: z.int().describe('Other departures for which the dates allow this next organisation.'),
    people: RangeSchema.describe('Number of different people who moved: definite and possible.'),
    leavings: RangeSchema.describe(
      'Departures from the first organisation in the window, with or without a next organisation.',
    ),
    ofLeavings: RangeSchema.describe('Moves as a share of those departures, 0 to 1.'),
    headcount: RangeSchema.describe('People who were at the first organisation at some time in the window.'),
    ofHeadcount: RangeSchema.describe(
      'Share of those people who made this move, 0 to 1; null if there are no such people.',
    ),
    moves: z
      .array(
        z.object({
          person: RefSchema,
          left: z.string().nullable(),
          scheduledAsOf: LeftSchema.shape.scheduledAsOf,
          joined: z.string().nullable(),
          certainty: CertaintySchema,
          claims: z.array(EvidenceSchema),
        }),
      )
      .describe('Up to ten of the moves: definite ones first, then the most recent.'),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation', destination: 'Organisation' },
  counted: true,
  picture: {
    kind: 'flow',
    from: 'from',
    to: 'to',
    definite: 'definite',
    possible: 'possible',
    when: { each: 'moves', on: 'moves.left' },
  },
  zh: {
    title: '流向',
    question: '有多少人离开一家机构后加入另一家，占其离开人次和在任人数的多大比例？',
    help: {
      organisation: '离开的机构。填标识，或唯一的名称、别名。默认查看所有机构。',
      destination: '只看去了这家机构的流动。填标识，或唯一的名称、别名。',
      from: '离开的第一天；月或年从其第一天算起。',
      to: '离开的最后一天；月或年算到其最后一天。',
    },
    labels: {
      ofLeavings: '占离开人次的比例',
      headcount: '在任人数',
      ofHeadcount: '占在任人数的比例',
      moves: '流动明细',
    },
  },
})
