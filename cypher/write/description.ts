import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { DescriptionSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'description',
  row: DescriptionSchema.extend({
    run: z.string(),
    label: z.enum(['Person', 'Organisation', 'Source']),
    id: IdSchema,
    source: IdSchema.nullable(),
    /** Whether the same load has created the described entity. */
    isNew: z.boolean(),
  }),
})
