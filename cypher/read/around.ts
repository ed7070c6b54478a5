import { z } from 'zod'
import { NEIGHBOUR_EVENTS, NeighbourKindParam, periodHelp, periodLabels, periodParams } from '../neighbour-params.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { DoubtedSchema, WireNodeSchema, WireRelationshipSchema } from '../wire.ts'

export default defineQuery({
  name: 'around',
  title: 'Around',
  question: 'What is around a person or an organisation?',
  params: z.object({
    node: NodeParam,
    kind: NeighbourKindParam.describe('Only neighbours of this kind. By default, people and organisations.'),
    event: z
      .enum(NEIGHBOUR_EVENTS)
      .nullable()
      .default(null)
      .describe(
        'Only neighbours with such a relationship: a joining, a leaving, a stay or a part-of relation. Rumoured and disputed ones count too. By default, any.',
      ),
    ...periodParams,
    limit: limitParam(100, 2000),
  }),
  row: z.object({
    node: WireNodeSchema,
    neighbour: WireNodeSchema,
    relationships: z.array(WireRelationshipSchema),
    doubted: DoubtedSchema,
  }),
  example: { node: 'openai' },
  entities: { node: 'any' },
  counted: true,
  picture: { kind: 'network' },
  zh: {
    title: '周边',
    question: '某个人物或机构周边有什么？',
    help: {
      kind: '只看这类相邻节点。默认人物和机构都看。',
      event: '只看有此类关系的相邻节点：加入、离开、任职或隶属。默认不限。',
      ...periodHelp,
    },
    labels: {
      neighbour: '相邻节点',
      ...periodLabels,
    },
    values: { event: { joined: '加入', left: '离开', present: '任职', 'part-of': '隶属' } },
  },
})
