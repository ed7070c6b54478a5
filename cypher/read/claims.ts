import { z } from 'zod'
import { NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { EvidenceSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'claims',
  title: 'Claims',
  question: 'What do the sources say about the connection between two nodes?',
  params: z.object({ one: NodeParam, other: NodeParam }),
  row: z.object({
    subject: RefSchema.describe(
      'The person who joined, left or was there; or the organisation that is part of the other.',
    ),
    object: RefSchema.describe('The organisation; or the organisation that the other is part of.'),
    claim: EvidenceSchema.describe(
      'Its event is joined, left, present or part-of. A part-of claim is dated by its begin and end.',
    ),
  }),
  example: { one: 'lilian-weng', other: 'openai' },
  entities: { one: 'any', other: 'any' },
  counted: false,
  picture: { kind: 'timeline', line: 'claim.source', group: ['subject', 'object'], marks: [{ from: 'claim' }] },
  zh: {
    title: '说法',
    question: '对有联系的两者，各来源怎么说？',
    labels: {
      subject: '主体',
      object: '对象',
    },
  },
})
