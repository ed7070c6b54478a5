import { EndsSchema, TenureSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'tenure-changed', row: TenureSchema.extend(EndsSchema.shape) })
