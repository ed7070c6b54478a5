import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
import { FromParam, limitParam, OrganisationParam, shortText, ToParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * A departure leaves a vacancy until it is filled (White, "Chains of Opportunity: System Models of Mobility in
 * Organizations", 1970). Roles are matched by the text of the departure and of the joining, so a role that changed its
 * name has no successor here, nor has one that a member of the organisation took over without a joining. In a role with
 * many holders, such as engineer, the next person to join does not replace the leaver; ask for one role by name.
 */
export default defineQuery({
  name: 'vacancies',
  title: 'Vacancies',
  question:
    'Which roles did the leavers of an organisation leave empty, who came after them, and how long did it take?',
  params: z.object({
    organisation: OrganisationParam,
    role: shortText('a role or leave it out')
      .nullable()
      .default(null)
      .describe('Only this role, as the sources write it. Case, accents, spaces and hyphens are ignored.'),
    from: FromParam.describe('First day of the departures. A month or a year begins with its first day.'),
    to: ToParam.describe('Last day of the departures. A month or a year ends with its last day.'),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    role: z.string().describe('Role in the claim of the departure. Departures without a role are left out.'),
    leaver: RefSchema,
    left: z.string().nullable(),
    earliest: DaySchema.nullable(),
    latest: DaySchema.nullable(),
    scheduledAsOf: LeftSchema.shape.scheduledAsOf,
    filled: z
      .enum(['known', 'several', 'none reported'])
      .describe(
        'several: the dates leave open which candidate was next; none reported: no source mentions a ' + 'successor.',
      ),
    successor: RefSchema.nullable().describe(
      'The next person to join in the role, if there is only one candidate. It may be the leaver, who came ' + 'back.',
    ),
    joined: z.string().nullable().describe('When the successor joined.'),
    certainty: CertaintySchema.nullable().describe(
      'definite: the successor joined after the departure, whatever the true dates are; possible: for some ' +
        'of the possible dates. Null if there is no successor.',
    ),
    vacant: DaysSchema.nullable().describe(
      'Days from the departure to the next joining, if one of the candidates is the next; 0 if a candidate ' +
        'may have joined before. Null if there are no candidates.',
    ),
    candidates: z
      .array(RefSchema.extend({ joined: z.string().nullable() }))
      .describe('Up to ten possible successors, ordered by the earliest day on which they can have joined.'),
    candidatesTotal: z.int().describe('Number of possible successors.'),
    claims: z.array(EvidenceSchema).describe("Claims of the departure and of the candidates' joinings."),
  }),
  example: { organisation: 'openai', role: 'chief executive' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: {
    kind: 'timeline',
    line: 'role',
    marks: [
      { event: 'left', on: 'left', label: 'leaver' },
      { event: 'joined', from: 'candidates', on: 'candidates.joined', label: 'candidates' },
    ],
    days: 'vacant',
  },
  zh: {
    title: '职位空缺',
    question: '离开某机构的人空出了哪些职务，由谁接任，相隔多久？',
    help: {
      role: '只看这个职务，按来源的写法填写；忽略大小写、重音符、空格与连字符。',
      from: '离开的第一天；月或年从其第一天算起。',
      to: '离开的最后一天；月或年算到其最后一天。',
    },
    labels: {
      leaver: '离开者',
      filled: '是否有人接任',
      successor: '接任者',
      vacant: '空缺天数',
      candidates: '可能的接任者',
      candidatesTotal: '可能的接任者总数',
    },
    values: {
      filled: { known: '已知', several: '不止一人', 'none reported': '无来源提及' },
    },
  },
})
