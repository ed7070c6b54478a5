import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'description-load',
  row: z.object({ label: z.enum(['Person', 'Organisation', 'Source']), id: IdSchema, before: z.int(), load: z.int() }),
})
