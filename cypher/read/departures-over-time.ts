import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RangeSchema } from '../wire.ts'

/**
 * Confirmed and reported departures by calendar period. An unreported departure may still have happened: in each
 * period, definite ≤ all departures ≤ definite + possible + unreported. The baseline is the arithmetic mean (or the
 * median, if requested) of the count in each whole period from `baselineFrom` to `baselineTo`, with 0 for periods
 * without departures. Its bounds hold for every choice of days that the sources allow. For the mean they are exact; for
 * the median they are the medians of the definite counts and of the highest possible counts.
 */
export default defineQuery({
  name: 'departures-over-time',
  title: 'Departures over time',
  question: 'How many left an organisation in each month, quarter or year, compared with an earlier period?',
  params: z
    .object({
      organisation: OrganisationParam,
      period: z.enum(['month', 'quarter', 'year']).default('year').describe('Length of a period.'),
      from: FromParam.describe(
        'First period, as any day, month or year in it. The default is the period of the first dated ' + 'departure.',
      ),
      to: ToParam.describe(
        'Last period, as any day, month or year in it. The default is the period of the last dated departure.',
      ),
      baselineFrom: FromParam.describe('First period of the earlier time to compare with. Requires baselineTo.'),
      baselineTo: ToParam.describe('Last period of the earlier time to compare with. Requires baselineFrom.'),
      statistic: z
        .enum(['mean', 'median'])
        .default('mean')
        .describe('Which statistic of the earlier periods is the baseline.'),
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
    definite: z.int().describe('Departures that are certainly in the period.'),
    possible: z
      .int()
      .describe('Other departures that may be in the period. Each may also count as possible in other periods.'),
    undated: z
      .int()
      .describe(
        'Possible departures without any date. Each counts in every period in which the person may have been ' +
          'there.',
      ),
    unreported: z
      .int()
      .describe(
        'Open tenures that may have ended unreported by the end of the period: no source mentions the person ' +
          'there on or after its last day. The same tenure also counts in every later period.',
      ),
    baseline: RangeSchema.nullable().describe(
      'Reported departures per period in the earlier time; null if no earlier time was given.',
    ),
  }),
  example: { organisation: 'openai', period: 'quarter', baselineFrom: '2022', baselineTo: '2023' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: {
    kind: 'time-bars',
    begin: 'begin',
    end: 'end',
    definite: 'definite',
    possible: 'possible',
    baseline: 'baseline',
    period: 'period',
    events: 'who-left',
  },
  zh: {
    title: '离职趋势',
    question: '每月、每季度或每年有多少人离开某机构，与更早时期相比如何？',
    help: {
      period: '时段的长度。',
      from: '第一个时段，填其中任意一天、月或年。默认从最早一次有日期的离开算起。',
      to: '最后一个时段，填其中任意一天、月或年。默认到最晚一次有日期的离开为止。',
      baselineFrom: '用作比较的更早时期的第一个时段；须同时填写 baselineTo。',
      baselineTo: '用作比较的更早时期的最后一个时段；须同时填写 baselineFrom。',
      statistic: '以更早各时段的哪种统计量作为基线。',
    },
    labels: {
      baselineFrom: '基线起始时段',
      baselineTo: '基线结束时段',
      statistic: '统计量',
      undated: '没有日期的离开',
    },
    values: {
      statistic: { mean: '平均数', median: '中位数' },
    },
  },
})
