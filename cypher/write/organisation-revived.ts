import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'organisation-revived', row: z.object({ id: IdSchema }) })
