import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'load',
  row: z.object({
    run: z.string(),
    rows: z.int(),
    summary: z.string(),
    warnings: z.int(),
    after: z.string().nullable(),
  }),
})
