import { z } from 'zod'
import { limitParam, WordsParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { EvidenceSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'search-roles',
  title: 'Search roles',
  question: 'Who is said to have had a role with these words, where, and by which sources?',
  params: z.object({
    text: WordsParam.describe(
      'Words of a role, in any order, such as chief scientist. Each may be cut short. The 2,000 closest claims are searched.',
    ),
    limit: limitParam(50, 2000),
  }),
  row: z.object({
    role: z.string().describe('The role as written.'),
    person: RefSchema,
    organisation: RefSchema,
    claims: z.array(EvidenceSchema).describe('The claims that name this role. Denied ones are among them.'),
  }),
  example: { text: 'scientist' },
  counted: true,
  zh: {
    title: '搜索职务',
    question: '据哪些来源，谁在哪里担任过含有这些词的职务？',
    help: { text: '职务中的词，顺序不限，可以只写开头，例如“首席科学家”。在最接近的 2,000 条说法中查找。' },
    labels: { text: '词语' },
  },
})
