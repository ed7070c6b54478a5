import { z } from 'zod'
import { JoinedSchema, LeftSchema, TenureSchema } from '../model.ts'
import { limitParam, OrganisationParam, WhenParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * A founder is a person whose joining the sources call a founding. There is no rule of our own, because firms and
 * studies differ in how many days after its beginning a person can still found an organisation (Wasserman, "Founder-CEO
 * Succession and the Paradox of Entrepreneurial Success", Organization Science 14(2), 2003, also follows the firm).
 */
export default defineQuery({
  name: 'founders-remaining',
  title: 'Founders remaining',
  question: 'Who founded an organisation, and which of them are still there?',
  params: z.object({
    organisation: OrganisationParam,
    on: WhenParam.nullable()
      .default(null)
      .describe(
        'The day in question, as precise as you know it. Later founders are left out. The default is the ' +
          'latest state that the sources give.',
      ),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    person: RefSchema,
    joined: z.string().nullable(),
    ...JoinedSchema.pick({ role: true, manner: true }).shape,
    status: z
      .enum(['there', 'left', 'unknown'])
      .describe('unknown: the dates leave open whether the person had joined or left by that day.'),
    certainty: CertaintySchema.nullable().describe(
      'Certainty of the status. possible: no source says that they left, but no source mentions them there ' +
        'on that day either. Null if the status is unknown.',
    ),
    stays: z
      .array(
        TenureSchema.pick({
          beginEarliest: true,
          beginLatest: true,
          endEarliest: true,
          endLatest: true,
          open: true,
          lastSeen: true,
        }),
      )
      .describe('All their tenures there, in order.'),
    left: LeftSchema.pick({
      on: true,
      announced: true,
      role: true,
      manner: true,
      status: true,
      scheduledAsOf: true,
      disputed: true,
    })
      .nullable()
      .describe('Their last departure, before or after that day.'),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: { kind: 'timeline', each: 'stays', line: 'person', stay: { from: 'stays' } },
  zh: {
    title: '留任的创办人',
    question: '某机构由谁创办，哪些创办人仍在？',
    help: {
      on: '要查询的日期，知道多细就写多细；之后的创办人不计。默认以来源所述的最新情况为准。',
    },
    values: {
      status: { there: '仍在', left: '已离开', unknown: '不明' },
    },
  },
})
