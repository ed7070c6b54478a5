import { EndsSchema, TenureSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'tenure', row: TenureSchema.extend(EndsSchema.shape) })
