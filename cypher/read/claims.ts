import { z } from 'zod'
import { NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { EvidenceSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'claims',
  title: 'Claims',
  question: 'What do the sources say of two that are connected?',
  params: z.object({ one: NodeParam, other: NodeParam }),
  row: z.object({
    subject: RefSchema.describe('Who joined, left or was there; or the part.'),
    object: RefSchema.describe('Where; or the whole.'),
    claim: EvidenceSchema.describe('Its event is joined, left, present or part-of; the last is dated from and to.'),
  }),
  example: { one: 'lilian-weng', other: 'openai' },
  entities: { one: 'any', other: 'any' },
  counted: false,
})
