import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'lock-people', row: z.object({ id: IdSchema }) })
