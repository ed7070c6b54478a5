import { z } from 'zod'
import { limitParam, TextParam } from '../params.ts'
import { defineQuery } from '../query.ts'

export default defineQuery({
  name: 'search',
  title: 'Search',
  question: 'Which people and organisations bear this name?',
  params: z.object({ text: TextParam, limit: limitParam(20, 200) }),
  row: z.object({
    id: z.string(),
    kind: z.enum(['person', 'organisation']),
    name: z.string(),
    aliases: z.array(z.string()),
    score: z.number(),
  }),
  example: { text: '翁荔' },
  counted: true,
})
