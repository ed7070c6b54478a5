import { z } from 'zod'
import { JoinedSchema, LeftSchema, TenureSchema } from '../model.ts'
import { limitParam, OrganisationParam, WhenParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RefSchema } from '../wire.ts'

/**
 * Who counts as a founder is what sources say of the joining, and no rule of ours: how many days after its beginning
 * somebody still founds an organisation differs between firms and studies (Wasserman, "Founder-CEO Succession and the
 * Paradox of Entrepreneurial Success", Organization Science 14(2), 2003, takes the word of the firm as well).
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
        'The day to ask of, as vague as it is known; founders of a later day are left out. Else what the sources leave it at.',
      ),
    limit: limitParam(200, 2000),
  }),
  row: z.object({
    person: RefSchema,
    joined: z.string().nullable(),
    ...JoinedSchema.pick({ role: true, manner: true }).shape,
    status: z
      .enum(['there', 'left', 'unknown'])
      .describe('unknown: the dates do not tell whether they had left, or had come, by that day.'),
    certainty: CertaintySchema.nullable().describe(
      'Of the status. possible: no source says that they left, but none sees them there on that day either. Null where unknown.',
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
      .describe('All their stays there, in order.'),
    left: LeftSchema.pick({ on: true, announced: true, role: true, manner: true, status: true, disputed: true })
      .nullable()
      .describe('Their last leaving, whether before that day or after it.'),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
