import { ClaimSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'claim-changed', row: ClaimSchema })
