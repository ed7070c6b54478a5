import { z } from 'zod'
import { AGREEMENTS } from '../agreement.ts'
import { DaySchema, LeftSchema } from '../model.ts'
import { limitParam, NodeParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * The three states of the dates of an event. `disputed` has the third alone, beside disputes about other things. Only
 * events that two claims or more date are compared; rumours count only where nothing better supports the event, and
 * denials never. `cypher/agreement.ts` has the same rule for claims in hand.
 */
export default defineQuery({
  name: 'date-agreement',
  title: 'Agreement on dates',
  question: 'Where do the sources of one joining or leaving agree on the date, differ, or contradict each other?',
  params: z.object({
    node: NodeParam.nullable()
      .default(null)
      .describe(
        'Of one person or organisation: an id, or a name or alias that only one bears. Without it, everywhere.',
      ),
    agreement: z
      .enum(AGREEMENTS)
      .default('differ')
      .describe(
        'agree: all dates mean the same days; differ: they do not, and all can be true, as 2018 and about May 2018; ' +
          'contradict: not all can be true.',
      ),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    person: RefSchema,
    organisation: RefSchema,
    event: z.enum(['joined', 'left']),
    on: z.string().nullable().describe('The date of the best of the claims.'),
    agreement: z.enum(AGREEMENTS),
    earliest: DaySchema.nullable().describe(
      'First day that every dated claim allows; null where they contradict or leave it open.',
    ),
    latest: DaySchema.nullable().describe(
      'Last day that every dated claim allows; null where they contradict or leave it open.',
    ),
    dated: z.int().describe('How many claims date the event.'),
    announcedOnly: z.int().describe('How many claims give the date of an announcement and none of the event.'),
    ...LeftSchema.pick({ status: true }).shape,
    claims: z.array(EvidenceSchema).describe('All that the sources say of it, the first published first.'),
  }),
  example: { node: 'openai' },
  entities: { node: 'any' },
  counted: true,
})
