import { z } from 'zod'
import { PartOfSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'part-of', row: PartOfSchema.extend({ load: z.int() }) })
