import { z } from 'zod'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { DoubtedSchema, WireNodeSchema, WireRelationshipSchema } from '../wire.ts'

export default defineQuery({
  name: 'around',
  title: 'Around',
  question: 'What is around a person or an organisation?',
  params: z.object({ node: NodeParam, limit: limitParam(100, 2000) }),
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
    labels: {
      neighbour: '相邻节点',
    },
  },
})
