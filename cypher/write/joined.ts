import { EndsSchema, JoinedSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'joined', row: JoinedSchema.extend(EndsSchema.shape) })
