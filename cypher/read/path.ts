import { z } from 'zod'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { WireNodeSchema, WireRelationshipSchema } from '../wire.ts'

const TYPES = { 'was-at': 'WAS_AT', joined: 'JOINED', left: 'LEFT', 'part-of': 'PART_OF' } as const
const NAMES = Object.keys(TYPES).join(', ')

/** Names of relationships, as Cypher knows them. */
const RelationshipsParam = z
  .string()
  .default('was-at,part-of')
  .transform((text, context) =>
    text.split(',').map(word => {
      const type = TYPES[word.trim() as keyof typeof TYPES]
      if (!type)
        context.addIssue({ code: 'custom', message: `has "${word.trim()}"; it takes ${NAMES}, with commas between` })
      return type ?? ''
    }),
  )
  .describe(
    `What the path may go along, with commas between: ${NAMES}. A stay (was-at) holds its joining and its leaving; the ` +
      'two are of use alone for rumours, which make no stay.',
  )

/**
 * All shortest paths in the graph of people and organisations. That two were at one organisation does not say that they
 * were there at once: `worked-together` asks this. Claims stand in the relationships, by their ids; `claims` tells them.
 */
export default defineQuery({
  name: 'path',
  title: 'Path',
  question: 'What are the shortest paths between two people or organisations?',
  params: z.object({
    one: NodeParam,
    other: NodeParam,
    relationships: RelationshipsParam,
    steps: limitParam(6, 8).describe('Most relationships in a path, 1 to 8; from one person to a colleague are 2.'),
    limit: limitParam(50, 500),
  }),
  row: z.object({
    nodes: z.array(WireNodeSchema).describe('From the one to the other.'),
    length: z.int().describe('How many relationships long; the same in each row.'),
    complete: z
      .boolean()
      .describe('Whether all shortest paths were counted; if not, there are more than the 10,000 that were looked at.'),
    relationships: z
      .array(WireRelationshipSchema)
      .describe('All of the chosen kinds between each node and the next, in the order of the nodes.'),
  }),
  example: { one: 'lilian-weng', other: 'anthropic' },
  entities: { one: 'any', other: 'any' },
  counted: true,
})
