import { z } from 'zod'
import { DaySchema, TextSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * What a leaver leaves behind is a vacancy until somebody takes it (White, "Chains of Opportunity: System Models of Mobility
 * in Organizations", 1970). Roles are matched by what the leaving and the joining say, so a role that changed its name, or that
 * somebody already there took over without a joining, has no successor here. Of a role that many hold at once, such as engineer, the
 * next to join is not in the leaver's place; ask for one role by name.
 */
export default defineQuery({
  name: 'vacancies',
  title: 'Vacancies',
  question:
    'Which roles did the leavers of an organisation leave empty, who came after them, and how long did it take?',
  params: z.object({
    organisation: OrganisationParam,
    role: TextSchema.pipe(z.string().min(1, 'is empty; give a role or leave it out').max(500, 'is over 500 characters'))
      .nullable()
      .default(null)
      .describe('This role alone, as sources write it; case, accents, spaces and hyphens make no difference.'),
    from: FromParam.describe(
      'Those who may have left on this day or after it; a month or a year begins with its first day.',
    ),
    to: ToParam.describe('Those who may have left on this day or before it; a month or a year ends with its last day.'),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    role: z.string().describe('As the leaving says; leavings of which no source says a role are left out.'),
    leaver: RefSchema,
    left: z.string().nullable(),
    earliest: DaySchema.nullable(),
    latest: DaySchema.nullable(),
    filled: z
      .enum(['known', 'several', 'none reported'])
      .describe(
        'several: the dates leave open who of the candidates was next; none reported: no source tells of anyone.',
      ),
    successor: RefSchema.nullable().describe(
      'The next to join in the role, if only one can be; it may be the leaver who came back.',
    ),
    joined: z.string().nullable().describe('When the successor joined.'),
    certainty: CertaintySchema.nullable().describe(
      'definite: the successor joined when the leaver had left, by every date; possible: by some. Null where there is none.',
    ),
    vacant: DaysSchema.nullable().describe(
      'Days from the leaving to the next joining, if one of the candidates is the next; 0 where one may have joined before. Null where there is none.',
    ),
    candidates: z
      .array(RefSchema.extend({ joined: z.string().nullable() }))
      .describe('Who can be the next, at most ten, in the order of the earliest day they can have joined.'),
    candidatesTotal: z.int().describe('How many can be the next.'),
    claims: z.array(EvidenceSchema).describe('Of the leaving and of the joinings of the candidates.'),
  }),
  example: { organisation: 'openai', role: 'chief executive' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
