import { z } from 'zod'
import { DaySchema, LeftSchema } from '../model.ts'
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
  claims: z.array(EvidenceSchema),
}

/**
 * Bursts of leavings, by the exact conditional test for two Poisson rates: given k leavings in a period and S in the m
 * periods before it, k is binomial with k + S trials of chance 1/(m + 1) where both have one rate (Przyborowski and
 * Wilenski, "Homogeneity of Results in Testing Samples from Poisson Series", Biometrika 31, 1940). A period is a wave if
 * k or more have a chance of at most `alpha`. Unlike a Poisson tail at the mean of the baseline, this needs no baseline
 * above nought and allows for how short it is. Leavings that no source states count nowhere; `unreported` says how many there
 * can be in the baseline. Each period is tested by itself, so of a hundred quiet periods about
 * 100 × alpha at most are waves by chance. Leavings are counted, and not set against a headcount.
 */
export default defineQuery({
  name: 'waves',
  title: 'Waves',
  question: 'When did unusually many leave an organisation at once, and what happened around that time?',
  params: z.object({
    organisation: OrganisationParam,
    period: z.enum(['month', 'quarter', 'year']).default('month').describe('How long a period is.'),
    baseline: whole(12, 1, 120).describe(
      'How many periods before each are its baseline, 1 to 120; fewer where the record of the organisation is younger.',
    ),
    alpha: z.coerce
      .number<number | string>({ error: 'is not a number' })
      .gt(0, 'is not above 0')
      .max(0.2, 'is over 0.2')
      .default(0.01)
      .describe('The most likely that so many are by chance in a wave, above 0 and up to 0.2.'),
    least: whole(3, 2, 1000).describe('Fewer leavings than this are no wave, 2 to 1000.'),
    around: whole(90, 0, 3650).describe('Events so many days before and after a wave are shown with it, 0 to 3650.'),
    events: whole(20, 0, 200).describe('Most such events to show with each, 0 to 200.'),
    limit: limitParam(50, 500),
  }),
  row: z.object({
    begin: DaySchema.describe('First day of the first period of the wave.'),
    end: DaySchema.describe('Last day of its last period.'),
    definite: z.int().describe('Leavings surely in the periods that make it; they alone make it a wave.'),
    possible: z.int().describe('Leavings besides these that may lie between its first and its last day.'),
    certainty: CertaintySchema.describe(
      'definite: a wave even if every vague leaving that can lie in the baseline does; possible: only if some do not.',
    ),
    baseline: RangeSchema.describe('Mean of leavings a period before its first period, as few and as many as can be.'),
    unreported: z
      .int()
      .describe(
        'Open stays that may have ended in the baseline, though no source says so; the baseline and the chance leave them out.',
      ),
    p: RangeSchema.describe('Chance of so many in its least likely period, against the one and the other baseline.'),
    leavings: z
      .array(z.object({ ...happened, disputed: LeftSchema.shape.disputed }))
      .describe('Those who surely left in it, at most fifty, the first to leave first.'),
    around: z
      .array(z.object({ ...happened, event: z.enum(['joined', 'left']), days: z.int() }))
      .describe('Joinings and leavings near it in time; days is before its first day (negative) or after its last.'),
    aroundTotal: z.int().describe('How many such events there are.'),
  }),
  example: { organisation: 'openai', period: 'year', alpha: 0.05 },
  entities: { organisation: 'Organisation' },
  counted: true,
})
