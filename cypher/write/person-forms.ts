import { IdSchema } from '../fields.ts'
import { SearchNamesSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'person-forms', row: SearchNamesSchema.extend({ id: IdSchema }) })
