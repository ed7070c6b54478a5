import { z } from 'zod'
import { IdSchema } from '../model.ts'
import { limitParam } from '../params.ts'
import { defineQuery } from '../query.ts'

export default defineQuery({
  name: 'sources',
  title: 'Sources',
  question: 'What rests on each source, and what on it alone?',
  params: z.object({
    source: IdSchema.nullable()
      .default(null)
      .describe('The id of one source. Without it, all of them, the most used first.'),
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
    claims: z.int().describe('How many claims are from it, withdrawn ones left out.'),
    rumours: z.int().describe('Those of them that it tells as rumours.'),
    denials: z.int().describe('Those of them that deny something.'),
    events: z.int().describe('Joinings and leavings that a claim of it, other than a denial, speaks for.'),
    alone: z.int().describe('Those of them that no other source speaks for.'),
    people: z.int().describe('People that its claims are of.'),
    organisations: z.int().describe('Organisations that its claims are at.'),
    parts: z.int().describe('Organisations that it says are a part of another, once for each time it was so.'),
  }),
  example: {},
  counted: true,
})
