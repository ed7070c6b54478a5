import { z } from 'zod'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RefSchema } from '../wire.ts'

/** The sources under each line of the map, as ids. The map asks it to count, filter and colour lines by their sources. */
export default defineQuery({
  name: 'line-sources',
  title: 'Sources of each line',
  question: 'Which sources does each line of the map rest on?',
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
  }),
  example: { node: 'openai' },
  entities: { node: 'any' },
  counted: true,
  zh: {
    title: '每条连线的来源',
    question: '地图上的每条连线依据哪些来源？',
    help: {
      node: '只看这个人物或机构的连线。填标识，或唯一的名称、别名。默认查看全部。',
    },
    labels: {
      subject: '主体',
      object: '对象',
      count: '来源数',
      sources: '来源标识',
      denying: '否认的来源',
    },
  },
})
