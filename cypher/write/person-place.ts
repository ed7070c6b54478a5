import { PlaceSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'person-place', row: PlaceSchema })
