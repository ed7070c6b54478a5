import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'load-batch',
  row: z.object({ run: z.string(), seq: z.int(), rows: z.int(), sha256: z.string() }),
})
