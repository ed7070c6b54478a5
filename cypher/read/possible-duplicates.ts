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
 * Candidates for record linkage by blocking on names (Christen, "Data Matching", 2012, chapter 4): names with the same
 * folded words are one block, and similar spellings (Levenshtein, "Binary Codes Capable of Correcting Deletions,
 * Insertions, and Reversals", 1966) come from the full-text index. A candidate is not a finding: two people with one
 * name at one organisation at the same time may be one person with two records, or two people. Such pairs come first,
 * because both cases deserve a check.
 */
export default defineQuery({
  name: 'possible-duplicates',
  title: 'Possible duplicates',
  question: 'Which people or organisations may be duplicates?',
  params: z.object({
    node: NodeParam.nullable()
      .default(null)
      .describe('Only pairs with this person or organisation. Pass an id, or a name or alias that is unique.'),
    kind: z
      .enum(['person', 'organisation'])
      .default('person')
      .describe('Which kind of pairs to look for, if no person or organisation is given.'),
    distance: whole(1, 2).describe(
      'How many letters of a name may differ, 0 to 2. Words of one or two letters must be the same. With ' +
        '2, short names often match by chance.',
    ),
    spelled: whole(200, 5000).describe(
      'If no person or organisation is given: how many to check for similar spellings, 0 to 5000, in the ' +
        'order of their ids. Identical names are always compared.',
    ),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    kind: z.enum(['person', 'organisation']),
    one: Bearer,
    other: Bearer,
    reason: z
      .enum(['same name', 'word order', 'spelling'])
      .describe('What two of their names or aliases have in common, ignoring case, accents and width.'),
    distance: z.int().describe('Number of letters by which the two names differ.'),
    bearers: z
      .int()
      .nullable()
      .describe(
        'How many people or organisations have that name. A common name is weaker evidence. At most fifty ' +
          'are compared. Null for a spelling.',
      ),
    together: CertaintySchema.nullable().describe(
      'Whether two people were at one organisation at the same time, or whether a person was at both ' +
        'organisations at the same time.',
    ),
    shared: z
      .array(RefSchema.extend({ together: CertaintySchema.nullable() }))
      .describe('Organisations where both people were, or people who were at both organisations. At most ten.'),
    sharedTotal: z.int().describe('Total number of these.'),
  }),
  example: { kind: 'organisation', distance: 2 },
  entities: { node: 'any' },
  counted: true,
  zh: {
    title: '可能重复',
    question: '哪些人物或机构可能是同一个？',
    help: {
      node: '只看与这个人物或机构可能重复的。填标识，或唯一的名称、别名。',
      kind: '未指定人物或机构时，查看哪一类。',
      distance: '名称最多相差的字母数，0 至 2；只有一两个字母的词须完全相同。取 2 时，短名称常会碰巧相近。',
      spelled: '未指定人物或机构时，按标识顺序检查多少个的相近拼写，0 至 5000。同名的始终全部比较。',
    },
    labels: {
      distance: '相差的字母数',
      spelled: '检查拼写的数量',
      bearers: '同名数量',
      together: '是否同时在任',
      shared: '共同的机构或人物',
      sharedTotal: '共同的机构或人物总数',
    },
    values: {
      reason: { 'same name': '同名', 'word order': '词序不同', spelling: '拼写相近' },
    },
  },
})
