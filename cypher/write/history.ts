import { z } from 'zod'
import { ClaimSchema, EndsSchema, JoinedSchema, LeftSchema, TenureSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'history',
  row: z.object({
    claim: ClaimSchema,
    joined: JoinedSchema.extend(EndsSchema.shape),
    left: LeftSchema.extend(EndsSchema.shape),
    tenure: TenureSchema.extend(EndsSchema.shape),
    load: z.object({ number: z.int() }),
  }),
})
