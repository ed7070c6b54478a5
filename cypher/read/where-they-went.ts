import { z } from 'zod'
import { limitParam, OrganisationParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RefSchema } from '../wire.ts'

export default defineQuery({
  name: 'where-they-went',
  title: 'Where they went',
  question: 'Where did the people who left an organisation go?',
  params: z.object({ organisation: OrganisationParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    left: z.string().nullable(),
    announced: z.string().nullable(),
    status: z.string().describe('Of the leaving.'),
    disputed: z.boolean().describe('Whether claims of the leaving disagree.'),
    destination: z
      .enum(['known', 'undisclosed', 'none reported'])
      .describe('undisclosed: a source says they did not tell; none reported: no source speaks of it.'),
    organisation: RefSchema.nullable(),
    joined: z.string().nullable(),
    roles: z.array(z.string()).nullable(),
    certainty: CertaintySchema.nullable().describe(
      'definite: a source says they came from here, or every date it can mean is after they left; else possible.',
    ),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
