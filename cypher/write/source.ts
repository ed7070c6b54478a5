import { SourceSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'source', row: SourceSchema })
