import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'layout-computed',
  row: z.object({
    id: z.literal('whole'),
    nodes: z.int().describe('Number of people and organisations that have a position.'),
    edges: z.int().describe('Number of connected pairs.'),
  }),
})
