import { z } from 'zod'
import { DaySchema } from '../fields.ts'
import { STATUSES } from '../model.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * The first publication of each event, as `known-as-of` dates sources. The map asks it for what sources had reported by a date: an
 * event was surely reported on `latest` or later, and surely not before `earliest`.
 */
export default defineQuery({
  name: 'first-reported',
  title: 'First reported',
  question: 'Who first reported each joining, leaving or presence, and when?',
  params: z.object({
    node: NodeParam.nullable()
      .default(null)
      .describe(
        'Only this person or organisation. Pass an id, or a name or alias that is unique. By default, ' + 'everything.',
      ),
    limit: limitParam(500, 20000),
  }),
  row: z.object({
    subject: RefSchema.describe(
      'The person who joined, left or was there; or the organisation that is part of the other.',
    ),
    object: RefSchema.describe('The organisation; or the organisation that the other is part of.'),
    event: z.enum(['joined', 'left', 'present', 'part-of']),
    status: z.enum(STATUSES).describe('What the sources call it. Each status has a row of its own.'),
    earliest: DaySchema.nullable().describe(
      'First day on which it can have been published; null if the date of a source leaves it open.',
    ),
    latest: DaySchema.nullable().describe(
      'Last day on which it can have been first published; null if no source has such a day.',
    ),
    certainty: CertaintySchema.describe(
      'definite: only one source can have been first; possible: the dates of publication leave open which one was.',
    ),
    sources: z.int().describe('Number of sources that report it.'),
    claims: z.array(EvidenceSchema).describe('The claims that can be the first, in the order of their earliest days.'),
  }),
  example: { node: 'openai' },
  entities: { node: 'any' },
  counted: true,
  // The mark is at the date of the report, which is not that of the event.
  picture: { kind: 'timeline', line: ['subject', 'object', 'event'], marks: [{ event: 'reported' }] },
  zh: {
    title: '最早报道',
    question: '每次加入、离开或在任，最早由谁报道，何时报道？',
    help: {
      node: '只看这个人物或机构。填标识，或唯一的名称、别名。默认查看全部。',
    },
    labels: {
      subject: '主体',
      object: '对象',
      sources: '来源数',
    },
  },
})
