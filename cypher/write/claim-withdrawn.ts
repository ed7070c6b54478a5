import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { ClaimSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

export default defineWrite({
  name: 'claim-withdrawn',
  row: ClaimSchema.pick({ id: true, withdrawn: true, replacedBy: true }).extend({
    from: IdSchema,
    /** The number of the load. */
    by: z.int().nullable(),
  }),
})
