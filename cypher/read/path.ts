import { z } from 'zod'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { WireNodeSchema, WireRelationshipSchema } from '../wire.ts'

const TYPES = { 'was-at': 'WAS_AT', joined: 'JOINED', left: 'LEFT', 'part-of': 'PART_OF' } as const
const NAMES = Object.keys(TYPES).join(', ')
const ONE = `\\s*(?:${Object.keys(TYPES).join('|')})\\s*`

/** Names of relationship types in the URL, converted to those in Cypher. */
const RelationshipsParam = z
  .string()
  .default('was-at,part-of')
  .transform((text, context) =>
    text.split(',').map(word => {
      const type = TYPES[word.trim() as keyof typeof TYPES]
      if (!type)
        context.addIssue({ code: 'custom', message: `has "${word.trim()}"; use ${NAMES}, separated by commas` })
      return type ?? ''
    }),
  )
  .meta({ pattern: `^${ONE}(?:,${ONE})*$` })
  .describe(
    `Relationship types that the path may use, separated by commas: ${NAMES}. A tenure (was-at) includes its joining and departure; these two are only useful for rumours, which make no tenure.`,
  )

/**
 * All shortest paths in the graph of people and organisations. Two people at one organisation need not have been there
 * at the same time: `worked-together` requires this. Relationships have the ids of their claims; `claims` returns the
 * claims.
 */
export default defineQuery({
  name: 'path',
  title: 'Path',
  question: 'What are the shortest paths between two people or organisations?',
  params: z.object({
    one: NodeParam,
    other: NodeParam,
    relationships: RelationshipsParam,
    steps: limitParam(6, 8).describe(
      'Maximum number of relationships in a path, 1 to 8. From a person to a colleague there are 2.',
    ),
    limit: limitParam(50, 500),
  }),
  row: z.object({
    nodes: z.array(WireNodeSchema).describe('From the first to the last node of the path.'),
    length: z.int().describe('Number of relationships, the same in each row.'),
    complete: z
      .boolean()
      .describe('Whether all shortest paths were counted. If not, there are more than the 10,000 that were examined.'),
    relationships: z
      .array(WireRelationshipSchema)
      .describe('All relationships of the chosen types between each node and the next, in the order of the nodes.'),
  }),
  example: { one: 'lilian-weng', other: 'anthropic' },
  entities: { one: 'any', other: 'any' },
  counted: true,
  picture: { kind: 'network' },
  zh: {
    title: '路径',
    question: '两个人物或机构之间的最短路径是什么？',
    help: {
      relationships:
        '路径可以经过的关系类型，用逗号隔开：was-at、joined、left、part-of。任职（was-at）已包含加入和离开；单独使用后两者只对不构成任职的传闻有意义。',
      steps: '路径最多经过的关系数，1 至 8；从一人到其同事为 2。',
    },
    labels: {
      nodes: '节点',
    },
  },
})
