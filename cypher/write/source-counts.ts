import { z } from 'zod'
import { IdSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'source-counts',
  row: z.object({
    source: IdSchema,
    claims: z.int(),
    rumours: z.int(),
    denials: z.int(),
    events: z.int(),
    alone: z.int(),
    people: z.int(),
    organisations: z.int(),
    version: z.int(),
  }),
})
