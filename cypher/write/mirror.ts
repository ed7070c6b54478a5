import { z } from 'zod'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'mirror',
  row: z.object({ marked: z.literal(true), of: z.string().nullable() }),
})
