import { IdSchema } from '../fields.ts'
import { EndsSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'outdated-edges', row: EndsSchema.extend({ id: IdSchema }) })
