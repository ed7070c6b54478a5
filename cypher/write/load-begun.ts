import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'load-begun',
  row: z.object({
    /** Of the same files, read in the same manner, it is the same. */
    fingerprint: z.string(),
    files: z.array(z.string()),
    options: z.array(z.string()),
  }),
})
