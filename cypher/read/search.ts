import { z } from 'zod'
import { limitParam, TextParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'search',
  title: 'Search',
  question: 'Which people and organisations have this name?',
  params: z.object({ text: TextParam, limit: limitParam(20, 200) }),
  row: z.object({
    id: z.string(),
    kind: z.enum(['person', 'organisation']),
    name: z.string(),
    aliases: z.array(z.string()),
    at: RefSchema.nullable().describe(
      'To distinguish people or organisations with the same name: where a person was last, or what an ' +
        'organisation is part of; null if no source says so.',
    ),
    from: z
      .string()
      .nullable()
      .describe('Year in which that tenure began. Two years separated by / are bounds, and .. is an unknown bound.'),
    to: z.string().nullable().describe('Year in which it ended; null if no source says that it did.'),
    score: z
      .number()
      .describe('Relevance of the match according to the index. The order of the rows also uses other criteria.'),
  }),
  example: { text: '翁荔' },
  counted: true,
  zh: {
    title: '搜索',
    question: '哪些人物与机构叫这个名字？',
  },
})
