import { z } from 'zod'
import { limitParam, TextParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RefSchema } from '../wire.ts'

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
    at: RefSchema.nullable().describe(
      'To tell namesakes apart: where a person was last, or what an organisation is a part of; null where no source says.',
    ),
    from: z
      .string()
      .nullable()
      .describe('The year in which that stay began; two with / between them bound it, .. is an unknown one.'),
    to: z.string().nullable().describe('The year in which it ended; null where no source says that it did.'),
    score: z.number().describe('How well the index finds that the name fits; rows are ranked by more than that.'),
  }),
  example: { text: '翁荔' },
  counted: true,
})
