import { z } from 'zod'
import { DaySchema, IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'person-digest',
  row: z.object({ id: IdSchema, stateDigest: z.string(), due: DaySchema.nullable() }),
})
