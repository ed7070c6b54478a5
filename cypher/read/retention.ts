import { z } from 'zod'
import { DaySchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RangeSchema } from '../wire.ts'

/**
 * The product-limit estimate (Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", Journal of the
 * American Statistical Association 53, 1958) of staying longer than so many days, by joining cohort. A stay that no
 * source ends is censored on the last day on which sources make it sure, and not today; at one day leavings come
 * before censorings. Vague dates bound the days of each stay; `survival` is the least and the most that the estimate
 * can be at that day over every choice of days within those bounds, each stay by itself. No weight is given to one choice above
 * another, which an estimate for interval-censored data would (Turnbull, "The Empirical Distribution Function with
 * Arbitrarily Grouped, Censored and Truncated Data", Journal of the Royal Statistical Society B 38, 1976). Where all
 * dates are days, both are the one estimate of Kaplan and Meier. It is right only if those whom sources lose sight of stay as long
 * as the others.
 */
export default defineQuery({
  name: 'retention',
  title: 'Retention',
  question:
    'Of those who joined an organisation in one year or half-year, what share was still there after so many days?',
  params: z.object({
    organisation: OrganisationParam,
    cohort: z.enum(['year', 'half-year']).default('year').describe('Who joined in the same one is counted together.'),
    every: z.coerce
      .number<number | string>({ error: 'is not a number' })
      .int('is not a whole number')
      .min(1, 'is under 1')
      .max(3650, 'is over 3650')
      .default(365)
      .describe('Days between two rows of a cohort, 1 to 3650; a cohort has at most 61 rows.'),
    from: FromParam.describe('First cohort, as any day or year in it.'),
    to: ToParam.describe('Last cohort, as any day or year in it.'),
    limit: limitParam(1000, 10000),
  }),
  row: z.object({
    begin: DaySchema.nullable().describe(
      'First day of the cohort. Null in one last row, which counts the stays whose joining falls in no one cohort for sure.',
    ),
    end: DaySchema.nullable().describe('Last day of the cohort.'),
    stays: z.int().describe('How many joined in the cohort; who came back joins again.'),
    days: z.int().nullable().describe('Days since they joined.'),
    atRisk: RangeSchema.nullable().describe('Who had neither left nor been lost sight of before that day.'),
    left: RangeSchema.nullable().describe('Who had left by that day.'),
    censored: RangeSchema.nullable().describe(
      'Whom sources had lost sight of before that day, though none says they left.',
    ),
    survival: RangeSchema.nullable().describe('Estimated share that stays longer than so many days, 0 to 1.'),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
