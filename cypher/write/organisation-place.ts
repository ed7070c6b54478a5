import { PlaceSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({ name: 'organisation-place', row: PlaceSchema })
