import { isDoubtful } from './edge-kind.ts'
import { eventsUnder } from './events-under.ts'
import type { Network, NetworkEdge, NetworkNode, Relationship } from './network.ts'
import { keepNodes } from './shown-part.ts'

/**
 * By what a map is filtered. `kind` is that of a node: `person`, `organisation` or a type of organisation. All others are about lines:
 * `role` is a part of one, `manner` is that of leaving, and `sources` is `1`, `2+` or `3+`.
 */
export const FILTER_FIELDS = [
  'organisation',
  'kind',
  'role',
  'manner',
  'status',
  'certainty',
  'disputed',
  'sources',
] as const
export type FilterField = (typeof FILTER_FIELDS)[number]
export type Filters = Readonly<Partial<Record<FilterField, string>>>

/** One claim under a line; its source as id. */
export interface ClaimOfLine {
  id: string
  event: string
  status: string
  role: string | null
  manner: string | null
  source: string
}

/** What the claims under a line say, as `line-claims` has it. */
export interface ClaimsOfLine {
  sources: readonly string[]
  statuses: readonly string[]
  roles: readonly string[]
  manners: readonly string[]
  claims: readonly ClaimOfLine[]
}
export type LineClaims = ReadonlyMap<string, ClaimsOfLine>

const OF_CLAIMS: readonly FilterField[] = ['role', 'manner', 'status', 'sources']

/** Whether a filter needs the claims under the lines. */
export const hasClaimFilter = (filters: Filters): boolean => OF_CLAIMS.some(field => filters[field] !== undefined)

const SOURCES: Readonly<Record<string, (count: number) => boolean>> = {
  '1': count => count === 1,
  '2+': count => count >= 2,
  '3+': count => count >= 3,
}

/**
 * The part of a network that passes every filter: of lines, those that pass, with their ends. A line passes if one claim under it, with
 * the event that it is about, passes all filters; `sources` counts the sources of such claims. Until the claims have arrived, filters that
 * need them let everything pass.
 */
export function filterNetwork(network: Network, filters: Filters, claims: LineClaims | null): Network {
  const { kind, ...ofLines } = filters
  const ofKind = kind === undefined ? network : keepNodes(network, id => isOfKind(network.nodes.get(id), kind))
  const fields = FILTER_FIELDS.filter(
    field => ofLines[field as keyof typeof ofLines] !== undefined && (claims !== null || !OF_CLAIMS.includes(field)),
  )
  const isOfType = kind !== undefined && kind !== 'person' && kind !== 'organisation'
  if (fields.length === 0 && !isOfType) return ofKind
  const applied: Filters = Object.fromEntries(fields.map(field => [field, filters[field]]))
  const edges = new Map([...ofKind.edges].filter(([, edge]) => passes(edge, applied, claims)))
  const ends = new Set([...edges.values()].flatMap(({ source, target }) => [source, target]))
  const nodes = new Map([...ofKind.nodes].filter(([id]) => ends.has(id)))
  return { nodes, edges }
}

/** A type of organisation leaves the people who were at one. */
const isOfKind = (node: NetworkNode | undefined, kind: string): boolean =>
  node !== undefined &&
  (kind === 'person' || kind === 'organisation' ? node.kind === kind : (node.type ?? kind) === kind)

function passes(edge: NetworkEdge, { organisation, ...filters }: Filters, claims: LineClaims | null): boolean {
  if (organisation !== undefined && edge.source !== organisation && edge.target !== organisation) return false
  if (!hasClaimFilter(filters)) return eventsUnder(edge).some(event => passesAsEvent(event, filters))
  const passing = (claims?.get(edge.id)?.claims ?? []).filter(
    claim => passesAsClaim(claim, filters) && eventsOf(edge, claim).some(event => passesAsEvent(event, filters)),
  )
  return passing.length > 0 && passesSources(passing, filters)
}

function passesAsClaim({ event, status, role, manner }: ClaimOfLine, filters: Filters): boolean {
  if (filters.role !== undefined && !folded(role ?? '').includes(folded(filters.role))) return false
  if (filters.manner !== undefined && (event !== 'left' || manner !== filters.manner)) return false
  return filters.status === undefined || status === filters.status
}

function passesAsEvent(event: Relationship, { certainty, disputed }: Filters): boolean {
  return (
    (certainty === undefined || certainty === certaintyOf(event)) &&
    (disputed === undefined || disputed === disputedOf(event))
  )
}

/** A denial is no source of what it denies, unless denials are asked for. */
function passesSources(claims: readonly ClaimOfLine[], { sources, status }: Filters): boolean {
  if (sources === undefined) return true
  const counted = claims.filter(claim => claim.status !== 'denied' || status === 'denied')
  return SOURCES[sources]?.(new Set(counted.map(({ source }) => source)).size) ?? false
}

const certaintyOf = (event: Relationship) => (isDoubtful(event) ? 'uncertain' : 'certain')
const disputedOf = ({ properties }: Relationship) => (properties.disputed === true ? 'yes' : 'no')

const folded = (text: string) => text.normalize('NFKC').toLocaleLowerCase()

const TYPES: Readonly<Record<string, Relationship['type']>> = {
  ...{ joined: 'JOINED', left: 'LEFT', present: 'WAS_AT', 'part-of': 'PART_OF' },
}

/** The events of a line that a claim is about: those that name it, or else, in answers that name no claims, those of its type. */
function eventsOf(edge: NetworkEdge, claim: ClaimOfLine): Relationship[] {
  const events = eventsUnder(edge)
  const naming = events.filter(({ properties: { claims } }) => Array.isArray(claims) && claims.includes(claim.id))
  if (naming.length > 0) return naming
  const alike = events.filter(
    ({ type, properties }) => type === TYPES[claim.event] && !Array.isArray(properties.claims),
  )
  if (alike.length > 0) return alike
  const { source, target } = edge
  return [{ type: TYPES[claim.event] ?? 'OTHER', source, target, properties: { status: claim.status } }]
}

/** The values by which a line can be found; of the number of sources, all that apply. */
function valuesOf(edge: NetworkEdge, field: FilterField, claims: LineClaims | null): readonly string[] {
  const own = claims?.get(edge.id)
  switch (field) {
    case 'organisation':
      return [edge.source, edge.target]
    case 'manner':
      return own?.manners ?? []
    case 'status':
      return own?.statuses ?? []
    case 'role':
      return own?.roles ?? []
    case 'sources':
      return Object.keys(SOURCES).filter(value => SOURCES[value]?.(own?.sources.length ?? 0))
    case 'certainty':
      return eventsUnder(edge).map(certaintyOf)
    case 'disputed':
      return eventsUnder(edge).map(disputedOf)
    default:
      return []
  }
}

/** The values that a field has in a network, with the number of lines of each, or of nodes for their kind. */
export function filterValues(network: Network, field: FilterField, claims: LineClaims | null): Map<string, number> {
  const found = new Map<string, number>()
  const add = (value: string) => found.set(value, (found.get(value) ?? 0) + 1)
  if (field === 'kind')
    for (const { kind, type } of network.nodes.values()) for (const value of [kind, ...(type ? [type] : [])]) add(value)
  else
    for (const edge of network.edges.values())
      for (const value of new Set(valuesOf(edge, field, claims)))
        if (field !== 'organisation' || network.nodes.get(value)?.kind === 'organisation') add(value)
  return found
}
