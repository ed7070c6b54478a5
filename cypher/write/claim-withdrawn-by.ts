import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'claim-withdrawn-by', row: z.object({ id: IdSchema, by: z.int().nullable() }) })
