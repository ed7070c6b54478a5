import { PersonSchema, SearchNamesSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'person-changed', row: PersonSchema.extend(SearchNamesSchema.shape) })
