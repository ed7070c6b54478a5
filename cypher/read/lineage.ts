import { z } from 'zod'
import { JoinedSchema, TenureSchema } from '../model.ts'
import { limitParam, OrganisationParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * Spin-outs and their spin-outs. A spin-out is a venture founded by people who had been at an incumbent (Agarwal, Echambadi, Franco
 * and Sarkar, "Knowledge Transfer through Inheritance", Academy of Management Journal 47(4), 2004); Klepper
 * ("Disagreements, Spinoffs, and the Evolution of Detroit", Management Science 53(4), 2007) gives each one parent, the
 * last employer of its main founder. Here every organisation that a founder had left is a parent, for sources seldom say
 * which founder was the main one; `lag` tells how long before. Founding is what `founders-remaining` calls so, leading
 * is a role at the head of an organisation. What is a part of the other is no spin-out of it.
 */
export default defineQuery({
  name: 'lineage',
  title: 'Lineage',
  question: 'Which organisations did the leavers of an organisation found or lead, and the leavers of those in turn?',
  params: z.object({
    organisation: OrganisationParam,
    generations: z.coerce
      .number<number | string>({ error: 'is not a number' })
      .int('is not a whole number')
      .min(1, 'is under 1')
      .max(4, 'is over 4')
      .default(2)
      .describe('How many generations to follow, 1 to 4.'),
    by: z
      .enum(['founding', 'founding or leading'])
      .default('founding or leading')
      .describe('Whether leading an organisation counts, or founding it alone.'),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    generation: z
      .int()
      .describe(
        '1 for those of leavers of the organisation asked for, 2 for those of leavers of the first, and so on.',
      ),
    parent: RefSchema.describe('The organisation that was left.'),
    organisation: RefSchema.describe('The organisation that was founded or led after.'),
    person: RefSchema,
    by: z.enum(['founded', 'led']),
    roles: TenureSchema.shape.roles,
    left: z.string().nullable().describe('When they left the parent.'),
    joined: JoinedSchema.shape.on.describe('When they joined the other.'),
    lag: DaysSchema.describe('From leaving to joining.'),
    certainty: CertaintySchema.describe(
      'definite: a source says they came from there, or every date it can mean is after they left; else possible.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai-robotics' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
