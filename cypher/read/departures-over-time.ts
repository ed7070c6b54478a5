import { z } from 'zod'
import { DaySchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RangeSchema } from '../wire.ts'

/**
 * Confirmed and reported leavings by calendar period. That no source says somebody left does not say that they stayed: in
 * each period, definite ≤ all leavings ≤ definite + possible + unreported. The baseline is the arithmetic mean (or, if asked, the median) of
 * the count of each whole period from `baselineFrom` to `baselineTo`, periods without a leaving counting as nought. Its
 * bounds hold for every choice of days that the sources allow: of the mean they are exact; of the median they are those
 * of definite counts and of all that each period may hold.
 */
export default defineQuery({
  name: 'departures-over-time',
  title: 'Departures over time',
  question: 'How many left an organisation in each month, quarter or year, and how is that against an earlier time?',
  params: z
    .object({
      organisation: OrganisationParam,
      period: z.enum(['month', 'quarter', 'year']).default('year').describe('How long a period is.'),
      from: FromParam.describe('First period, as any day, month or year in it; else that of the first dated leaving.'),
      to: ToParam.describe('Last period, as any day, month or year in it; else that of the last dated leaving.'),
      baselineFrom: FromParam.describe('First period of the earlier time to compare with; needs baselineTo.'),
      baselineTo: ToParam.describe('Last period of the earlier time to compare with; needs baselineFrom.'),
      statistic: z
        .enum(['mean', 'median'])
        .default('mean')
        .describe('What the baseline is of the counts in its periods.'),
      limit: limitParam(600, 5000),
    })
    .refine(({ baselineFrom, baselineTo }) => (baselineFrom === null) === (baselineTo === null), {
      path: ['baselineFrom'],
      error: 'and baselineTo go together; give both or neither',
    })
    .refine(
      ({ baselineFrom, baselineTo }) => baselineFrom === null || baselineTo === null || baselineFrom <= baselineTo,
      {
        path: ['baselineTo'],
        error: 'is before baselineFrom; give the later of the two here',
      },
    ),
  row: z.object({
    begin: DaySchema.describe('First day of the period.'),
    end: DaySchema.describe('Last day of the period.'),
    definite: z.int().describe('Leavings that surely lie in the period.'),
    possible: z.int().describe('Leavings besides these that may lie in it; each is possible in other periods as well.'),
    undated: z
      .int()
      .describe(
        'Of the possible ones, those that no source dates: they are so in every period in which they may have been there.',
      ),
    unreported: z
      .int()
      .describe(
        'Open stays that may have ended by the end of the period, though no source says so: no source places the person there ' +
          'on or after its last day. The same stay counts in every later period too.',
      ),
    baseline: RangeSchema.nullable().describe(
      'Leavings a period in the earlier time, as sources say; null where no earlier time was given.',
    ),
  }),
  example: { organisation: 'openai', period: 'quarter', baselineFrom: '2022', baselineTo: '2023' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
