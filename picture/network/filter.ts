import { edgeMeaning } from './edge-kind.ts'
import type { Network, NetworkEdge, NetworkNode } from './network.ts'
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

/** What the claims under a line say, as `line-claims` has it. */
export interface ClaimsOfLine {
  sources: readonly string[]
  statuses: readonly string[]
  roles: readonly string[]
  manners: readonly string[]
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
 * The part of a network that passes every filter: of lines, those that pass, with their ends. A line passes if any claim or event under
 * it does. Until the claims have arrived, filters that need them let everything pass.
 */
export function filterNetwork(network: Network, filters: Filters, claims: LineClaims | null): Network {
  const fields = FILTER_FIELDS.filter(field => filters[field] !== undefined)
  const { kind } = filters
  const ofKind = kind === undefined ? network : keepNodes(network, id => isOfKind(network.nodes.get(id), kind))
  const lineFields = fields.filter(field => field !== 'kind' && (claims !== null || !OF_CLAIMS.includes(field)))
  const isOfType = kind !== undefined && kind !== 'person' && kind !== 'organisation'
  if (lineFields.length === 0 && !isOfType) return ofKind
  const edges = new Map(
    [...ofKind.edges].filter(([, edge]) =>
      lineFields.every(field => passes(edge, field, filters[field] ?? '', claims)),
    ),
  )
  const ends = new Set([...edges.values()].flatMap(({ source, target }) => [source, target]))
  const nodes = new Map([...ofKind.nodes].filter(([id]) => ends.has(id)))
  return { nodes, edges }
}

/** A type of organisation leaves the people who were at one. */
const isOfKind = (node: NetworkNode | undefined, kind: string): boolean =>
  node !== undefined &&
  (kind === 'person' || kind === 'organisation' ? node.kind === kind : (node.type ?? kind) === kind)

function passes(edge: NetworkEdge, field: FilterField, value: string, claims: LineClaims | null): boolean {
  if (field === 'role') return claims?.get(edge.id)?.roles.some(role => folded(role).includes(folded(value))) ?? false
  if (field === 'sources') return SOURCES[value]?.(claims?.get(edge.id)?.sources.length ?? 0) ?? false
  return valuesOf(edge, field, claims).includes(value)
}

const folded = (text: string) => text.normalize('NFKC').toLocaleLowerCase()

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
    case 'certainty': {
      const { kind, doubtful } = edgeMeaning(edge.relationships)
      return [doubtful || kind === 'denied' ? 'uncertain' : 'certain']
    }
    case 'disputed':
      return [edge.relationships.some(({ properties }) => properties.disputed === true) ? 'yes' : 'no']
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
