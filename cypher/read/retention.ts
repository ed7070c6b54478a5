import { z } from 'zod'
import { DaySchema } from '../model.ts'
import { AsOfParam, FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RangeSchema } from '../wire.ts'

/**
 * The product-limit estimate (Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", Journal of the
 * American Statistical Association 53, 1958) of staying longer than so many days, by joining cohort, with administrative
 * censoring: all stays are followed to one day, `asOf`, and an open stay (no source says they left) is censored then.
 * Censoring at the last sighting would depend on leaving: people are seen while they are there. On one day, leavings
 * come before censorings.
 *
 * Vague dates bound the length of each stay. `survival` is the least and the most that the estimate can be on that day over
 * every choice of lengths within those bounds, for each stay independently; where all dates are days, both are the one
 * estimate. `survivalBounds` also covers what no source says: at most, every open stay lasts to `asOf`; at least, everyone has
 * left whom no source places there later. No choice is given more weight than another, as an estimate for
 * interval-censored data would (Turnbull, "The Empirical Distribution Function with Arbitrarily Grouped, Censored and
 * Truncated Data", Journal of the Royal Statistical Society B 38, 1976).
 */
export default defineQuery({
  name: 'retention',
  title: 'Retention',
  question:
    'Of those who joined an organisation in one year or half-year, what share was still there after so many days?',
  params: z.object({
    organisation: OrganisationParam,
    asOf: AsOfParam,
    cohort: z
      .enum(['year', 'half-year'])
      .default('year')
      .describe('People who joined in the same period are counted together.'),
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
      'First day of the cohort. Null in the last rows, which count the stays left out.',
    ),
    end: DaySchema.nullable().describe('Last day of the cohort.'),
    asOf: DaySchema.nullable().describe('The day up to which stays were followed.'),
    sourcesUntil: DaySchema.nullable().describe(
      'The newest day on which a source of the organisation was published or retrieved; of an undated source, the last day ' +
        'that it speaks of. The sources say nothing of later days.',
    ),
    stays: z.int().describe('How many joined in the cohort; a person who came back joins again.'),
    leftOut: z
      .enum(['vague joining', 'joined later'])
      .nullable()
      .describe(
        'Why these stays are in no cohort. vague joining: the joining may be in several cohorts; joined later: it is not ' +
          'surely on or before the day up to which stays were followed.',
      ),
    days: z.int().nullable().describe('Days since they joined.'),
    atRisk: RangeSchema.nullable().describe('How many had neither left nor been censored before that many days.'),
    left: RangeSchema.nullable().describe('How many had left by then, as sources say.'),
    censored: RangeSchema.nullable().describe(
      'How many had joined fewer days before the day up to which stays were followed.',
    ),
    unseen: z
      .int()
      .nullable()
      .describe(
        'Of those counted as still there, how many no source places there after so many days; they may have left unreported.',
      ),
    survival: RangeSchema.nullable().describe(
      'Estimated share that stays longer than so many days, 0 to 1, if everyone whom no source says left is still there.',
    ),
    survivalBounds: RangeSchema.nullable().describe(
      'The same whatever happened to those whom no source says left: at least, all of them have left whom no source places ' +
        'there later; at most, all are still there.',
    ),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
