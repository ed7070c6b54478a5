import { z } from 'zod'
import { limitParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { DoubtedSchema, WireNodeSchema, WireRelationshipSchema } from '../wire.ts'

export default defineQuery({
  name: 'overview',
  title: 'Overview',
  question: 'Who joined and left which organisation, in the whole network?',
  params: z.object({ limit: limitParam(2000, 20000) }),
  row: z.object({
    source: WireNodeSchema,
    target: WireNodeSchema.nullable(),
    relationships: z.array(WireRelationshipSchema),
    doubted: DoubtedSchema,
  }),
  example: {},
  counted: true,
  picture: { kind: 'network' },
  zh: {
    title: '总览',
    question: '在整个网络中，谁加入、谁离开了哪家机构？',
    labels: {
      source: '起点',
      target: '终点',
    },
  },
})
