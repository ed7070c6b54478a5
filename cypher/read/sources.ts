import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { ID } from '../param-patterns.ts'
import { limitParam } from '../params.ts'
import { defineQuery } from '../query.ts'

export default defineQuery({
  name: 'sources',
  title: 'Sources',
  question: 'Which records depend on each source, and which on it alone?',
  params: z.object({
    source: IdSchema.meta(ID)
      .nullable()
      .default(null)
      .describe('Only this source. Pass its id. By default, all sources, the most used first.'),
    limit: limitParam(50, 1000),
  }),
  row: z.object({
    source: z.object({
      id: z.string(),
      title: z.string(),
      publisher: z.string().nullable(),
      url: z.string().nullable(),
      published: z.string().nullable(),
      language: z.string().nullable(),
    }),
    claims: z.int().describe('Number of its active claims.'),
    rumours: z.int().describe('Number of its claims that report a rumour.'),
    denials: z.int().describe('Number of its claims that deny something.'),
    events: z.int().describe('Number of joinings and departures that its claims support, not counting denials.'),
    alone: z.int().describe('Number of these that no other source supports.'),
    people: z.int().describe('Number of people in its claims.'),
    organisations: z.int().describe('Number of organisations in its claims.'),
    parts: z.int().describe('Number of its statements that one organisation is part of another.'),
  }),
  example: {},
  counted: true,
  picture: { kind: 'ranked-bars', label: 'source', value: 'events', part: 'alone' },
  zh: {
    title: '来源',
    question: '每个来源支持了哪些内容，其中哪些只有它支持？',
    help: {
      source: '只看这个来源，填其标识。默认列出全部来源，使用最多的在前。',
    },
    labels: {
      language: '语言',
      rumours: '传闻数',
      denials: '否认数',
      alone: '仅有此来源的事件数',
      organisations: '机构数',
      parts: '隶属关系数',
    },
  },
})
