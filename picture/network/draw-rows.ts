import { z } from 'zod'
import { RefSchema } from '../../cypher/wire.ts'
import type { Answer } from './answer.ts'
import {
  addDoubted,
  addRelationship,
  emptyNetwork,
  type Network,
  type NodeKind,
  type RelationshipType,
} from './network.ts'

const event = z.looseObject({ status: z.string(), disputed: z.boolean() }).nullish()

/** The columns of lists of people; each question has some of them. */
const RowSchema = z.object({
  person: RefSchema.extend({ aliases: z.array(z.string()).optional() }),
  organisation: RefSchema.extend({ type: z.string().optional() }).nullish(),
  stint: z.string().nullish(),
  status: z.string().optional(),
  disputed: z.boolean().optional(),
  scheduledAsOf: z.string().nullish(),
  certainty: z.string().nullish(),
  on: z.string().nullish(),
  earliest: z.string().nullish(),
  latest: z.string().nullish(),
  left: z.union([z.string(), event]),
  joined: z.union([z.string(), event]),
  beginEarliest: z.string().nullish(),
  beginLatest: z.string().nullish(),
  endEarliest: z.string().nullish(),
  endLatest: z.string().nullish(),
  open: z.boolean().nullish(),
  lastSeen: z.string().nullish(),
  claims: z.array(z.object({ id: z.string(), event: z.string().optional(), status: z.string().optional() })).optional(),
})
type Row = z.infer<typeof RowSchema>

/** The questions whose rows are drawn as a network although they hold no nodes. */
export const LISTS: ReadonlySet<string> = new Set(['career', 'who-left', 'where-they-went'])

/**
 * Draws a list: `who-left` as the people who left the organisation in the request, `where-they-went` as these people and
 * their next organisations, `career` as a person's tenures. A row without a person draws nothing.
 */
export function drawRows({ query, params, rows }: Answer): Network {
  const network = emptyNetwork()
  const asked = typeof params.organisation === 'string' ? params.organisation : null
  for (const { data: row } of rows.map(row => RowSchema.safeParse(row))) {
    if (!row) continue
    addNode(network, 'person', row.person)
    if (query === 'career') drawStay(network, row)
    if (asked && (query === 'who-left' || query === 'where-they-went')) drawLeaver(network, row, asked, query)
  }
  return network
}

function drawStay(network: Network, row: Row): void {
  const { person, organisation, stint, joined, left, claims = [] } = row
  if (!organisation) return
  addNode(network, 'organisation', organisation)
  const ids = claims.map(({ id }) => id)
  const link = (type: RelationshipType, properties: object) =>
    addRelationship(network, { type, source: person.id, target: organisation.id, properties: { ...properties, stint } })
  // Claims without a tenure are rumours and denials, which are never drawn as facts.
  if (!stint) {
    addDoubted(network, person.id, organisation.id, claims)
    return
  }
  const { beginEarliest, beginLatest, endEarliest, endLatest, open, lastSeen } = row
  const bounds = { beginEarliest, beginLatest, endEarliest, endLatest, open, lastSeen }
  link('WAS_AT', { ...bounds, claims: ids, id: `${type(organisation)} ${stint}` })
  if (joined && typeof joined === 'object') link('JOINED', { ...joined, id: `joined ${stint}` })
  if (left && typeof left === 'object') link('LEFT', { ...left, id: `left ${stint}` })
}

const type = (organisation: { id: string }) => `stay ${organisation.id}`

function drawLeaver(network: Network, row: Row, asked: string, query: string): void {
  const { person, organisation, status, disputed, scheduledAsOf, earliest, latest, claims = [] } = row
  if (!network.nodes.has(asked)) addNode(network, 'organisation', { id: asked, name: asked })
  const ids = claims.map(({ id }) => id)
  const on = row.on ?? row.left ?? null
  // A person may have left twice. `where-they-went` has a row per destination, with claims about that too.
  const id = ['left', on, earliest, latest, status, ...(query === 'who-left' ? ids : [])].join(' ')
  // In a window, the leaving may be only possible. In `where-they-went`, the certainty is that of the destination.
  const certainty = query === 'who-left' ? row.certainty : undefined
  const left = {
    ...{ id, status, disputed, claims: ids, on, earliest, latest },
    ...(certainty && { certainty }),
    ...(scheduledAsOf && { scheduledAsOf }),
  }
  addRelationship(network, { type: 'LEFT', source: person.id, target: asked, properties: left })
  if (!organisation) return
  addNode(network, 'organisation', organisation)
  // A tenure that may have begun earlier is not surely a destination; without a reported joining, it is drawn as a tenure.
  const came = row.joined !== null || row.certainty === 'definite'
  const properties = { on: row.joined ?? null, certainty: row.certainty, claims: ids }
  addRelationship(network, { type: came ? 'JOINED' : 'WAS_AT', source: person.id, target: organisation.id, properties })
}

interface Ref {
  id: string
  name: string
  aliases?: string[] | undefined
  type?: string | undefined
}

const addNode = ({ nodes }: Network, kind: NodeKind, { id, name, aliases = [], type }: Ref) => {
  if (!nodes.has(id)) nodes.set(id, { id, kind, name, aliases, type: type ?? null })
}
