import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'claim-restored', row: z.object({ from: IdSchema, id: IdSchema }) })
