import { z } from 'zod'
import { DaySchema, IdSchema } from '../fields.ts'
import { ID } from '../param-patterns.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { EvidenceSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'all-claims',
  title: 'All claims',
  question: 'What does every source say, or one of them, claim by claim?',
  params: z.object({
    node: NodeParam.nullable()
      .default(null)
      .describe('Only claims about this person or organisation. Pass an id or a unique name. By default, all claims.'),
    source: IdSchema.meta(ID)
      .nullable()
      .default(null)
      .describe('Only claims of this source. Pass its id. By default, those of all sources.'),
    limit: limitParam(500, 1_000_000),
  }),
  row: z.object({
    subject: RefSchema.describe('The person; or the organisation that is part of the other.'),
    object: RefSchema.describe('The organisation; or the organisation that the other is part of.'),
    stint: z.string().nullable().describe('Distinguishes several tenures at one organisation, if the source does.'),
    earliest: DaySchema.nullable().describe('First day that the date of the claim can mean; null if it is open.'),
    latest: DaySchema.nullable().describe('Last day that the date of the claim can mean; null if it is open.'),
    recorded: DaySchema.nullable().describe('Day on which the claim was added to this database.'),
    claim: EvidenceSchema.describe('Its event is joined, left, present or part-of.'),
  }),
  example: { node: 'openai' },
  entities: { node: 'any' },
  counted: true,
  picture: { kind: 'timeline', line: ['subject', 'object'], marks: [{ from: 'claim' }] },
  zh: {
    title: '全部说法',
    question: '每个来源（或某个来源）逐条说了什么？',
    help: {
      node: '只看关于此人物或机构的说法。填标识或唯一的名称；默认列出全部。',
      source: '只看这个来源的说法，填其标识。默认列出全部来源的说法。',
    },
    labels: {
      subject: '主体',
      object: '对象',
      stint: '任次',
    },
  },
})
