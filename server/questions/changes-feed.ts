import { z } from 'zod'
import { FromParam, limitParam, NodeParam, OrganisationParam, PersonParam, ToParam } from '../../cypher/params.ts'
import changesBetween from '../../cypher/read/changes-between.ts'
import { type Question, readCypher } from '../db/cypher-files.ts'

const newestChanges = readCypher('lookup/newest-changes')

const CHANGES = ['joined', 'left', 'withdrawn'] as const

const params = z.object({
  node: NodeParam.nullable().default(null).describe('A person or an organisation; all without it.'),
  person: PersonParam.nullable().default(null).describe('A person; all without it.'),
  organisation: OrganisationParam.nullable().default(null).describe('An organisation; all without it.'),
  change: z
    .enum(CHANGES, { error: `is not one of ${CHANGES.join(', ')}` })
    .nullable()
    .default(null)
    .describe('Only joinings, leavings or withdrawn claims.'),
  from: FromParam,
  to: ToParam,
  limit: limitParam(100, 500),
})

const row = z.object({
  id: z.string().describe('The id of the event or of the claim.'),
  ...changesBetween.row.pick({ person: true, at: true, on: true, earliest: true, latest: true, role: true }).shape,
  ...changesBetween.row.pick({ manner: true, status: true, scheduledAsOf: true, disputed: true, claims: true }).shape,
  change: z.enum(CHANGES),
  event: z.string().nullable().describe('The event of a withdrawn claim.'),
  known: z.int().nullable().describe('The time since which the change is known, in seconds since 1970.'),
  updated: z.int().nullable().describe('The time of the newest claim about it, in seconds since 1970.'),
})

export type FeedRow = z.output<typeof row>

/** Whether an answer can be had as a feed. */
export const hasFeed = ({ name }: Pick<Question, 'name'>): boolean => name === changesBetween.name

/**
 * What a feed of changes asks: the newest of them, in the order in which they became known, which `changes-between` cannot give, as
 * its rows are in the order of events. A claim that is added to an event is a newer state of the same entry.
 */
export async function feedOf(question: Question): Promise<Question> {
  return {
    ...question,
    params,
    row,
    cypher: await newestChanges,
    entities: { node: 'ever', person: 'Person', organisation: 'Organisation' },
    counted: false,
  }
}

export const FEED_PARAMS: z.ZodObject = params
