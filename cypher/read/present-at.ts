import { z } from 'zod'
import { TenureSchema } from '../model.ts'
import { limitParam, OrganisationParam, WhenParam } from '../params.ts'
import { defineQuery } from '../query.ts'
import { CertaintySchema, EvidenceSchema, RefSchema } from '../wire.ts'

const stay = TenureSchema.shape

/**
 * A row is a tenure. Rows are ordered by name, not by time. Presence at a team is no presence at its organisation: only
 * claims about the organisation itself count. A person is no longer there on the day of leaving.
 */
export default defineQuery({
  name: 'present-at',
  title: 'Present at',
  question: 'Who was at an organisation as of a date?',
  params: z.object({ organisation: OrganisationParam, on: WhenParam, limit: limitParam(500, 5000) }),
  row: z.object({
    person: RefSchema,
    at: RefSchema.describe('The organisation in the request.'),
    certainty: CertaintySchema.describe(
      'definite: there on every day that the date can mean, whatever the true dates are; possible: there ' +
        'for some of the possible dates. People who were certainly not there have no row.',
    ),
    roles: stay.roles.describe('Roles during the tenure, in no order. Not all of them need apply on that date.'),
    beginEarliest: stay.beginEarliest,
    beginLatest: stay.beginLatest,
    endEarliest: stay.endEarliest,
    endLatest: stay.endLatest,
    open: stay.open.describe('No source says that they left. This differs from an unknown end.'),
    lastSeen: stay.lastSeen.describe('For an open tenure, the last day on which the sources make it certain.'),
    claims: z.array(EvidenceSchema),
  }),
  example: { organisation: 'openai', on: '2024-03' },
  entities: { organisation: 'Organisation' },
  counted: true,
  picture: { kind: 'timeline', line: 'person', stay: {} },
  zh: {
    title: '某日在任',
    question: '某日有哪些人在某机构？',
  },
})
