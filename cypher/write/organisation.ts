import { OrganisationSchema, SearchNamesSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'organisation', row: OrganisationSchema.extend(SearchNamesSchema.shape) })
