import { z } from 'zod'
import { DaySchema, PersonSchema, SearchNamesSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'person',
  row: PersonSchema.extend({ ...SearchNamesSchema.shape, settled: z.string().nullable(), due: DaySchema.nullable() }),
})
