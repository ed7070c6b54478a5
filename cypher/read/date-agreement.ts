import { z } from 'zod'
import { AGREEMENTS } from '../agreement.ts'
import { DaySchema } from '../fields.ts'
import { LeftSchema } from '../model.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * The three states of the dates of an event; `disputed` has only the third, next to other disputes. An event needs two
 * dated claims. Rumours count only if nothing better supports the event, and denials never. `cypher/agreement.ts`
 * applies the same rule to claims in memory.
 */
export default defineQuery({
  name: 'date-agreement',
  title: 'Agreement on dates',
  question: 'Where do the sources of one joining or leaving agree on the date, differ, or contradict each other?',
  params: z.object({
    node: NodeParam.nullable()
      .default(null)
      .describe(
        'Only this person or organisation. Pass an id, or a name or alias that is unique. By default, ' + 'everything.',
      ),
    agreement: z
      .enum(AGREEMENTS)
      .default('differ')
      .describe(
        'agree: all dates mean the same days; differ: they do not, but all can be true, such as 2018 and ' +
          'about May 2018; contradict: they cannot all be true.',
      ),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    person: RefSchema,
    organisation: RefSchema,
    event: z.enum(['joined', 'left']),
    on: z.string().nullable().describe('Date of the most reliable claim.'),
    agreement: z.enum(AGREEMENTS),
    earliest: DaySchema.nullable().describe(
      'First day that every dated claim allows; null if the claims contradict each other or leave it open.',
    ),
    latest: DaySchema.nullable().describe(
      'Last day that every dated claim allows; null if the claims contradict each other or leave it open.',
    ),
    dated: z.int().describe('Number of claims that date the event.'),
    announcedOnly: z.int().describe('Number of claims that date only an announcement of the event.'),
    ...LeftSchema.pick({ status: true, scheduledAsOf: true }).shape,
    claims: z.array(EvidenceSchema).describe('All claims about the event, ordered by date of publication.'),
  }),
  example: { node: 'openai' },
  entities: { node: 'any' },
  counted: true,
  picture: {
    kind: 'timeline',
    each: 'claims',
    group: ['person', 'organisation'],
    line: 'claims.source',
    marks: [{ from: 'claims' }],
  },
  zh: {
    title: '日期是否一致',
    question: '同一次加入或离开，各来源的日期在哪里一致、不同或互相矛盾？',
    help: {
      node: '只看这个人物或机构。填标识，或唯一的名称、别名。默认查看全部。',
      agreement:
        '一致：各日期所指的日子相同；不同但相容：日期不同，但可以同时成立，如 2018 与约 2018 年 5 月；互相矛盾：无法同时成立。',
    },
    labels: {
      agreement: '日期是否一致',
      dated: '给出日期的说法数',
      announcedOnly: '只给出宣布日期的说法数',
    },
    values: {
      agreement: { agree: '一致', differ: '不同但相容', contradict: '互相矛盾' },
    },
  },
})
