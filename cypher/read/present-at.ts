import { z } from 'zod'
import { TenureSchema } from '../model.ts'
import { limitParam, OrganisationParam, WhenParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RefSchema } from '../wire.ts'

const stay = TenureSchema.shape

/**
 * A row is a stay; by names, not by time. Who is at a team is not thereby at its organisation: only what sources say of
 * the organisation itself counts. Nobody is there on the day of leaving.
 */
export default defineQuery({
  name: 'present-at',
  title: 'Present at',
  question: 'Who was at an organisation as of a date?',
  params: z.object({ organisation: OrganisationParam, on: WhenParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation that was asked about.'),
    certainty: CertaintySchema.describe(
      'definite: there on every day that the date can mean, whichever days the sources leave open are the true ones; ' +
        'possible: there if some of these are. Who was surely not there has no row.',
    ),
    roles: stay.roles.describe('What they were during the stay, in no order; not all of it need be at that date.'),
    beginEarliest: stay.beginEarliest,
    beginLatest: stay.beginLatest,
    endEarliest: stay.endEarliest,
    endLatest: stay.endLatest,
    open: stay.open.describe('No source says they left; not the same as an unknown end.'),
    lastSeen: stay.lastSeen.describe('Of an open stay, the last day on which the sources make it certain.'),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai', on: '2024-03' },
  entities: { organisation: 'Organisation' },
  counted: true,
})
