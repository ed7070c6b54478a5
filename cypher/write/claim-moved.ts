import { ClaimSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'claim-moved', row: ClaimSchema.pick({ id: true, locator: true }) })
