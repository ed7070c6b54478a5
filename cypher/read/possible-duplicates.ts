import { z } from 'zod'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, RefSchema } from '../wire.ts'

const whole = (usual: number, most: number) =>
  z.coerce
    .number<number | string>({ error: 'is not a number' })
    .int('is not a whole number')
    .min(0, 'is under 0')
    .max(most, `is over ${most}`)
    .default(usual)

const Bearer = RefSchema.extend({ aliases: z.array(z.string()) })

/**
 * Candidates for record linkage by blocking on names (Christen, "Data Matching", 2012, chapter 4): names of the same folded
 * words are one block, and near spellings (Levenshtein, "Binary Codes Capable of Correcting Deletions, Insertions, and
 * Reversals", 1966) come from the full-text index. A candidate is not a finding: two people of one name at one
 * organisation at one time may be one person written twice, or namesakes; they come first since either is worth a look.
 */
export default defineQuery({
  name: 'possible-duplicates',
  title: 'Possible duplicates',
  question: 'Which people, or which organisations, may be one and the same?',
  params: z.object({
    node: NodeParam.nullable()
      .default(null)
      .describe('Pairs with this person or organisation: an id, or a name or alias that only one bears.'),
    kind: z
      .enum(['person', 'organisation'])
      .default('person')
      .describe('Pairs of which kind, where no one is asked for.'),
    distance: whole(1, 2).describe(
      'How many letters of a name may differ, 0 to 2; words of one or two letters must be the same. With 2, short names are near by chance.',
    ),
    spelled: whole(200, 5000).describe(
      'Where no one is asked for: of how many to look up near spellings, 0 to 5000, in the order of their ids. Same names are compared for all.',
    ),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    kind: z.enum(['person', 'organisation']),
    one: Bearer,
    other: Bearer,
    reason: z
      .enum(['same name', 'word order', 'spelling'])
      .describe('What two of their names or aliases, without case, accents and width, have in common.'),
    distance: z.int().describe('Letters by which the two names differ.'),
    bearers: z
      .int()
      .nullable()
      .describe(
        'How many bear that name; the more, the less it says. Of over fifty, fifty are compared. Null for a spelling.',
      ),
    together: CertaintySchema.nullable().describe(
      'Whether both were at one organisation at one time; of two organisations, whether somebody was at both at one time.',
    ),
    shared: z
      .array(RefSchema.extend({ together: CertaintySchema.nullable() }))
      .describe('Organisations where both were; of two organisations, people who were at both. At most ten.'),
    sharedTotal: z.int().describe('How many those are.'),
  }),
  example: { kind: 'organisation', distance: 2 },
  entities: { node: 'any' },
  counted: true,
})
