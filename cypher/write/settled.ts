import { z } from 'zod'
import { DaySchema, IdSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'settled',
  row: z.object({ id: IdSchema, settled: z.string(), due: DaySchema.nullable() }),
})
