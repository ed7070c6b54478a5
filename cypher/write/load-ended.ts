import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'load-ended',
  row: z.object({
    run: z.string(),
    rows: z.int(),
    summary: z.string().describe('The summary of loading the same files again.'),
    changes: z.string(),
    warnings: z.int(),
    counts: z.string(),
  }),
})
