import { z } from 'zod'
import { NEIGHBOUR_EVENTS, NEIGHBOUR_KINDS, periodHelp, periodLabels, periodParams } from '../neighbour-params.ts'
import { NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'

/** How many rows `around` would have with each `kind` and `event`, in the same period. The map asks it before it expands a node. */
export default defineQuery({
  name: 'neighbour-counts',
  title: 'Number of neighbours',
  question:
    'How many neighbours of each kind does a person or an organisation have, and how many of them joined or left?',
  params: z.object({ node: NodeParam, ...periodParams }),
  row: z.object({
    kind: z.enum(NEIGHBOUR_KINDS).describe('The kind of the neighbours.'),
    event: z
      .enum(['any', ...NEIGHBOUR_EVENTS])
      .describe('The relationship that connects them. A neighbour that joined and left counts in both.'),
    neighbours: z.int().describe('Number of neighbours with such a relationship that may fall in the period.'),
  }),
  example: { node: 'openai' },
  entities: { node: 'any' },
  counted: false,
  zh: {
    title: '相邻节点数',
    question: '某个人物或机构有多少相邻节点，各属什么类别，谁加入或离开？',
    help: periodHelp,
    labels: { neighbours: '相邻节点数', ...periodLabels },
    values: { event: { any: '任何关系', joined: '加入', left: '离开', present: '任职', 'part-of': '隶属' } },
  },
})
