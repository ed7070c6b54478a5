import { ClaimSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'claim-recorded', row: ClaimSchema.pick({ id: true, recorded: true }) })
