import { ClaimSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'claim-dropped', row: ClaimSchema.pick({ id: true }) })
