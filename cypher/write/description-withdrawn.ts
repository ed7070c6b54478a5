import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'description-withdrawn',
  row: z.object({ label: z.enum(['Person', 'Organisation', 'Source']), id: IdSchema, load: z.int() }),
})
