import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'same-as',
  row: z.object({
    id: IdSchema,
    sameAs: IdSchema,
    verdict: z.enum(['same', 'different', 'undecided']),
    note: z.string().nullable(),
    load: z.int(),
  }),
})
