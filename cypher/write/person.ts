import { z } from 'zod'
import { DaySchema, IdSchema } from '../fields.ts'
import { PersonSchema, SearchNamesSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

const { name, aliases, died, note } = PersonSchema.shape

export default defineWrite({
  name: 'person',
  row: z.object({
    person: PersonSchema.extend({
      ...SearchNamesSchema.shape,
      stateDigest: z.string().nullable(),
      due: DaySchema.nullable(),
      run: z.string(),
      /** The source and the values of the description. */
      source: IdSchema.nullable(),
      ownName: name,
      ownAliases: aliases,
      ownDied: died,
      ownNote: note,
    }),
  }),
})
