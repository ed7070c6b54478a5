import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'load-begun',
  row: z.object({
    /** Equal for the same files read with the same options. */
    fingerprint: z.string(),
    files: z.array(z.string()),
    options: z.array(z.string()),
  }),
})
