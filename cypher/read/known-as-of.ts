import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { limitParam, NodeParam, WhenParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * The two clocks of a bitemporal record (Snodgrass, Developing Time-Oriented Database Applications in SQL, 2000). Here
 * both date the report instead of the event: by its source (`published`) or by this database (`recorded`). By
 * publication, claims that were withdrawn later are left out, because their source did not make them. By recording, a
 * claim counts from the day on which it was recorded to the day before it was withdrawn.
 */
export default defineQuery({
  name: 'known-as-of',
  title: 'Known as of',
  question: 'What was known of a person or an organisation by a date?',
  params: z.object({
    node: NodeParam,
    on: WhenParam,
    basis: z
      .enum(['published', 'recorded'])
      .default('published')
      .describe('published: what the sources had said by that date; recorded: what this database held on that date.'),
    limit: limitParam(500, 5000),
  }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation.'),
    certainty: CertaintySchema.describe(
      'definite: known on every day that the date can mean; possible: the date of the source (or of the ' +
        'recording) leaves it open.',
    ),
    recorded: DaySchema.nullable().describe('Day on which the claim was added to this database.'),
    withdrawn: DaySchema.nullable().describe('Day on which the claim was withdrawn or replaced; null if it is active.'),
    replacedBy: z.string().nullable().describe('Id of the claim that replaced it.'),
    claim: EvidenceSchema,
  }),
  example: { node: 'openai', on: '2024-03' },
  entities: { node: 'ever' },
  counted: true,
  picture: { kind: 'timeline', line: ['person', 'at'], marks: [{ from: 'claim' }] },
  zh: {
    title: '截至某日的已知信息',
    question: '到某日为止，关于某个人物或机构已知哪些信息？',
    help: {
      basis: '已发表：来源到当时为止所说的内容；已录入：本数据库当时所存的内容。',
    },
    labels: {
      basis: '依据',
    },
    values: {
      basis: { published: '已发表', recorded: '已录入' },
    },
  },
})
