import { z } from 'zod'
import { JoinedSchema, TenureSchema } from '../model.ts'
import { limitParam, OrganisationParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, DaysSchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * Spin-outs and their spin-outs. A spin-out is a venture founded by people who had been at an incumbent (Agarwal,
 * Echambadi, Franco and Sarkar, "Knowledge Transfer through Inheritance", Academy of Management Journal 47(4), 2004);
 * Klepper ("Disagreements, Spinoffs, and the Evolution of Detroit", Management Science 53(4), 2007) gives each one
 * parent, the last employer of its main founder. Here every organisation that a founder had left is a parent, because
 * sources seldom say which founder was the main one; `lag` is the time between. Founding is defined as in
 * `founders-remaining`; leading is a role at the head of an organisation. A part of an organisation is not a spin-out
 * of it.
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
      .describe('Number of generations to follow, 1 to 4.'),
    by: z
      .enum(['founding', 'founding or leading'])
      .default('founding or leading')
      .describe('Whether to count leading an organisation, or only founding it.'),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    generation: z
      .int()
      .describe(
        '1 for organisations of people who left the organisation in the request, 2 for organisations of ' +
          'people who left those, and so on.',
      ),
    parent: RefSchema.describe('The organisation that people left.'),
    organisation: RefSchema.describe('The organisation that was founded or led afterwards.'),
    person: RefSchema,
    by: z.enum(['founded', 'led']),
    roles: TenureSchema.shape.roles,
    left: z.string().nullable().describe('When they left the parent.'),
    joined: JoinedSchema.shape.on.describe('When they joined the other organisation.'),
    lag: DaysSchema.describe('Time from leaving to joining.'),
    certainty: CertaintySchema.describe(
      'definite: a source says that they came from there, or they joined after leaving on every day that ' +
        'the dates can mean; possible: otherwise.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai-robotics' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: { kind: 'tree', parent: 'parent', child: 'organisation', by: 'person', verb: 'by', days: 'lag' },
  zh: {
    title: '谱系',
    question: '离开某机构的人创办或领导了哪些机构，离开这些机构的人又创办或领导了哪些？',
    help: {
      generations: '追溯的代数，1 至 4。',
      by: '领导一家机构是否也算在内，还是只算创办。',
    },
    labels: {
      generations: '代数',
      by: '方式',
      generation: '第几代',
      parent: '原机构',
      lag: '离开到加入的间隔',
    },
    values: {
      by: { founding: '创办', 'founding or leading': '创办或领导', founded: '创办', led: '领导' },
    },
  },
})
