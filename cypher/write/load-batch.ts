import { z } from 'zod'
import { IdSchema } from '../fields.ts'
import { defineWrite } from '../query.ts'

const ids = z.array(IdSchema).describe('Existing records that the batch states again.')

export default defineWrite({
  name: 'load-batch',
  row: z.object({
    run: z.string(),
    seq: z.int(),
    rows: z.int(),
    sha256: z.string(),
    whole: ids.describe('People whose active claims the batch states again, all of them.'),
    claims: ids,
    people: ids,
    organisations: ids,
    sources: ids,
    partOf: ids,
  }),
})
