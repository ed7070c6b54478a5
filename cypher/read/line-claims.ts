import { z } from 'zod'
import { EVENTS, STATUSES } from '../model.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RefSchema } from '../wire.ts'

/** The claims under each line of the map, in short. The map asks it to count, filter and colour lines by what their claims say. */
export default defineQuery({
  name: 'line-claims',
  title: 'Claims under each line',
  question: 'Which sources, statuses, roles and manners of leaving do the claims under each line of the map have?',
  params: z.object({
    node: NodeParam.nullable()
      .default(null)
      .describe(
        'Only lines of this person or organisation. Pass an id, or a name or alias that is unique. By default, all lines.',
      ),
    limit: limitParam(500, 20000),
  }),
  row: z.object({
    subject: RefSchema.describe('The person; or the organisation that is part of the other.'),
    object: RefSchema.describe('The organisation; or the organisation that the other is part of.'),
    count: z.int().describe('Number of sources that support the line.'),
    sources: z.array(z.string()).describe('Their ids. Sources that only deny are not among them.'),
    denying: z.array(z.string()).describe('Ids of the sources that deny something about the two.'),
    statuses: z.array(z.enum(STATUSES)).describe('What the claims are: each status that one of them has.'),
    roles: z.array(z.string()).describe('The roles that claims give, as written.'),
    manners: z.array(z.string()).describe('The manners of leaving that claims give.'),
    claims: z
      .array(
        z.object({
          id: z.string(),
          event: z.enum([...EVENTS, 'part-of']),
          status: z.enum(STATUSES),
          role: z.string().nullable(),
          manner: z.string().nullable(),
          source: z.string().describe('Id of its source.'),
        }),
      )
      .describe('The claims themselves, in short.'),
  }),
  example: { node: 'openai' },
  entities: { node: 'any' },
  counted: true,
  zh: {
    title: '每条连线的说法',
    question: '地图上每条连线的说法有哪些来源、状态、职务和离开方式？',
    help: {
      node: '只看这个人物或机构的连线。填标识，或唯一的名称、别名。默认查看全部。',
    },
    labels: {
      subject: '主体',
      object: '对象',
      count: '来源数',
      sources: '来源标识',
      denying: '否认的来源',
      statuses: '状态',
      manners: '离开方式',
    },
    values: { statuses: { confirmed: '已证实', reported: '有报道', rumoured: '传闻', denied: '被否认' } },
  },
})
