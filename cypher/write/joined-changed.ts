import { EndsSchema, JoinedSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'joined-changed', row: JoinedSchema.extend(EndsSchema.shape) })
