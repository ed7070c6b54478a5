import { IdSchema } from '../fields.ts'
import { SearchNamesSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'organisation-forms', row: SearchNamesSchema.extend({ id: IdSchema }) })
