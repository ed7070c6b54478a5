import { z } from 'zod'
import { IdSchema } from '../model.ts'
import { defineWrite } from '../query.ts'

const ids = z.array(IdSchema).describe('Of what was there before and is said again.')

export default defineWrite({
  name: 'load-batch',
  row: z.object({
    run: z.string(),
    seq: z.int(),
    rows: z.int(),
    sha256: z.string(),
    whole: ids.describe('People of whom all claims that stand are said again.'),
    claims: ids,
    people: ids,
    organisations: ids,
    sources: ids,
    partOf: ids,
  }),
})
