import { z } from 'zod'
import { DaySchema, PersonSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'person',
  row: PersonSchema.extend({ search: z.array(z.string()), settled: z.string().nullable(), due: DaySchema.nullable() }),
})
