import { EndsSchema, LeftSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'left-changed', row: LeftSchema.extend(EndsSchema.shape) })
