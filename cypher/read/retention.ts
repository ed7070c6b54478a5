import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { AsOfParam, FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RangeSchema } from '../wire.ts'

/**
 * The product-limit estimate (Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", Journal of the
 * American Statistical Association 53, 1958) of tenures longer than a number of days, by joining cohort, with
 * administrative censoring: all tenures are followed to one day, `asOf`, and an open tenure (no source says they left)
 * is censored then. Censoring at the last sighting would depend on leaving, because people are mentioned while they are
 * there. On one day, departures come before censorings.
 *
 * Vague dates bound the length of each tenure. `survival` is the minimum and maximum of the estimate on that day over
 * every choice of lengths within those bounds, for each tenure independently; if all dates are days, both are equal.
 * `survivalBounds` also covers unreported departures. Maximum: every open tenure lasts to `asOf`; minimum: everyone who
 * is not mentioned there later has left. All choices have the same weight, unlike in an estimate for interval-censored
 * data (Turnbull, "The Empirical Distribution Function with Arbitrarily Grouped, Censored and Truncated Data", Journal
 * of the Royal Statistical Society B 38, 1976).
 */
export default defineQuery({
  name: 'retention',
  title: 'Retention',
  question:
    'Of those who joined an organisation in one year or half-year, what share was still there after so many days?',
  params: z.object({
    organisation: OrganisationParam,
    asOf: AsOfParam,
    cohort: z.enum(['year', 'half-year']).default('year').describe('Joinings in the same period form a cohort.'),
    every: z.coerce
      .number<number | string>({ error: 'is not a number' })
      .int('is not a whole number')
      .min(1, 'is under 1')
      .max(3650, 'is over 3650')
      .default(365)
      .describe('Days between two rows of a cohort, 1 to 3650. A cohort has at most 61 rows.'),
    from: FromParam.describe('First cohort, as any day or year in it.'),
    to: ToParam.describe('Last cohort, as any day or year in it.'),
    limit: limitParam(1000, 10000),
  }),
  row: z.object({
    begin: DaySchema.nullable().describe(
      'First day of the cohort. Null in the last rows, which count the tenures left out.',
    ),
    end: DaySchema.nullable().describe('Last day of the cohort.'),
    asOf: DaySchema.nullable().describe('The last day of observation.'),
    sourcesUntil: DaySchema.nullable().describe(
      'The newest day on which a source of the organisation was published or retrieved; for an undated ' +
        'source, the last day that it mentions. The sources say nothing about later days.',
    ),
    stays: z.int().describe('Number of joinings in the cohort. A person who came back joins again.'),
    leftOut: z
      .enum(['vague joining', 'joined later'])
      .nullable()
      .describe(
        'Why these tenures are in no cohort. vague joining: the joining may be in several cohorts; joined ' +
          'later: the joining is not certainly on or before the last day of observation.',
      ),
    days: z.int().nullable().describe('Days since joining.'),
    atRisk: RangeSchema.nullable().describe(
      'Number of tenures that had neither ended nor been censored before that many days.',
    ),
    left: RangeSchema.nullable().describe('Number of tenures that had ended by then, according to the sources.'),
    censored: RangeSchema.nullable().describe(
      'Number of tenures that had begun fewer days before the last day of observation.',
    ),
    unseen: z
      .int()
      .nullable()
      .describe(
        'Number of tenures counted as continuing although no source mentions the person there after that ' +
          'many days. They may have ended unreported.',
      ),
    survival: RangeSchema.nullable().describe(
      'Estimated share of tenures longer than that many days, 0 to 1, assuming that everyone without a ' +
        'reported departure is still there.',
    ),
    survivalBounds: RangeSchema.nullable().describe(
      'The same share for any number of unreported departures. Minimum: everyone who is not mentioned ' +
        'there later has left; maximum: all are still there.',
    ),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: {
    kind: 'curves',
    series: ['begin', 'end'],
    x: 'days',
    y: 'survival',
    band: 'survivalBounds',
    size: 'stays',
    events: 'who-joined',
  },
  zh: {
    title: '留存',
    question: '同一年或同一半年加入某机构的人，若干天后仍留任的比例是多少？',
    help: {
      cohort: '同一时段加入的人归为一组。',
      every: '同一组相邻两行相隔的天数，1 至 3650；每组最多 61 行。',
      from: '第一组，填其中任意一天或年份。',
      to: '最后一组，填其中任意一天或年份。',
    },
    labels: {
      asOf: '观察截止日',
      cohort: '分组',
      every: '间隔天数',
      sourcesUntil: '来源的最新日期',
      leftOut: '未计入的原因',
      atRisk: '风险集人数',
      censored: '删失人数',
      unseen: '此后未提及人数',
      survival: '留存率',
      survivalBounds: '留存率的上下限',
    },
    values: {
      cohort: { year: '年', 'half-year': '半年' },
      leftOut: { 'vague joining': '加入日期过于模糊', 'joined later': '可能在截止日之后加入' },
    },
  },
})
