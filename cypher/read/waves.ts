import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
import { limitParam, OrganisationParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RangeSchema, RefSchema } from '../wire.ts'

const whole = (usual: number, least: number, most: number) =>
  z.coerce
    .number<number | string>({ error: 'is not a number' })
    .int('is not a whole number')
    .min(least, `is under ${least}`)
    .max(most, `is over ${most}`)
    .default(usual)

const happened = {
  person: RefSchema,
  on: z.string().nullable(),
  role: z.string().nullable(),
  manner: z.string().nullable(),
  scheduledAsOf: LeftSchema.shape.scheduledAsOf,
  claims: z.array(EvidenceSchema),
}

/**
 * Bursts of departures, by the exact conditional test for two Poisson rates: given k departures in a period and S in
 * the m periods before it, k is binomial with k + S trials of probability 1/(m + 1) if both have the same rate
 * (Przyborowski and Wilenski, "Homogeneity of Results in Testing Samples from Poisson Series", Biometrika 31, 1940). A
 * period is a wave if k or more have a probability of at most `alpha`. Unlike a Poisson tail at the mean of the
 * baseline, the test works with a baseline of 0 and accounts for a short baseline. Unreported departures are not
 * counted; `unreported` is their possible number in the baseline. Each period is tested separately, so among a hundred
 * quiet periods about 100 × alpha are waves by chance. The counts are absolute, not relative to a headcount.
 */
export default defineQuery({
  name: 'waves',
  title: 'Waves',
  question: 'When did unusually many leave an organisation at once, and what happened around that time?',
  params: z.object({
    organisation: OrganisationParam,
    period: z.enum(['month', 'quarter', 'year']).default('month').describe('Length of a period.'),
    baseline: whole(12, 1, 120).describe(
      'Number of earlier periods in the baseline, 1 to 120. There are fewer if the record of the ' +
        'organisation is shorter.',
    ),
    alpha: z.coerce
      .number<number | string>({ error: 'is not a number' })
      .gt(0, 'is not above 0')
      .max(0.2, 'is over 0.2')
      .default(0.01)
      .describe('Significance level: the highest probability that a wave is due to chance, above 0 and up to 0.2.'),
    least: whole(3, 2, 1000).describe('Minimum number of departures in a wave, 2 to 1000.'),
    around: whole(90, 0, 3650).describe('How many days before and after a wave to look for other events, 0 to 3650.'),
    events: whole(20, 0, 200).describe('Maximum number of such events per wave, 0 to 200.'),
    limit: limitParam(50, 500),
  }),
  row: z.object({
    begin: DaySchema.describe('First day of the first period of the wave.'),
    end: DaySchema.describe('Last day of its last period.'),
    definite: z.int().describe('Departures certainly in the periods of the wave. Only these make it a wave.'),
    possible: z.int().describe('Other departures that may lie between its first and last day.'),
    certainty: CertaintySchema.describe(
      'definite: a wave even if every vague departure that can lie in the baseline does; possible: only if ' +
        'some do not.',
    ),
    baseline: RangeSchema.describe(
      'Mean number of departures per period before its first period, minimum and maximum.',
    ),
    unreported: z
      .int()
      .describe(
        'Open tenures that may have ended unreported in the baseline. The baseline and the probability leave ' +
          'them out.',
      ),
    p: RangeSchema.describe(
      'Probability of so many departures in its least likely period, for the two bounds of the baseline.',
    ),
    leavings: z
      .array(z.object({ ...happened, disputed: LeftSchema.shape.disputed }))
      .describe('Up to fifty definite departures, the earliest first.'),
    around: z
      .array(z.object({ ...happened, event: z.enum(['joined', 'left']), days: z.int() }))
      .describe(
        'Joinings and departures close in time. `days` counts from its first day (negative, before the wave) ' +
          'or from its last day (after it).',
      ),
    aroundTotal: z.int().describe('Number of such events.'),
  }),
  example: { organisation: 'openai', period: 'year', alpha: 0.05 },
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
    title: '离职潮',
    question: '什么时候有异常多的人集中离开某机构，前后发生了什么？',
    help: {
      period: '时段的长度。',
      baseline: '作为基线的此前时段数，1 至 120；机构的记录较短时会更少。',
      alpha: '显著性水平：离职潮出于偶然的概率上限，大于 0，不超过 0.2。',
      least: '离职潮的最少离开人次，2 至 1000。',
      around: '显示离职潮前后多少天内的其他事件，0 至 3650。',
      events: '每次离职潮最多显示的此类事件数，0 至 200。',
    },
    labels: {
      alpha: '显著性水平',
      least: '最少离开人次',
      around: '前后的事件',
      p: 'p 值',
      aroundTotal: '前后的事件总数',
    },
  },
})
