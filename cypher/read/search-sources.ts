import { z } from 'zod'
import { limitParam, WordsParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import sources from './sources.ts'

export default defineQuery({
  name: 'search-sources',
  title: 'Search sources',
  question: 'Which sources have these words in their title, publisher or web address?',
  params: z.object({
    text: WordsParam.describe('Words of a title, a publisher or a web address, in any order. Each may be cut short.'),
    limit: limitParam(50, 500),
  }),
  row: sources.row.pick({ source: true, claims: true }),
  example: { text: 'OpenAI' },
  counted: true,
  zh: {
    title: '搜索来源',
    question: '哪些来源的标题、发布方或网址含有这些词？',
    help: { text: '标题、发布方或网址中的词，顺序不限，可以只写开头。' },
    labels: { text: '词语', language: '语言' },
  },
})
