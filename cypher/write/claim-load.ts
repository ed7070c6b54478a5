import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'claim-load', row: z.object({ id: IdSchema, load: z.int() }) })
