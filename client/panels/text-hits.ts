import type { z } from 'zod'
import searchRoles from '../../cypher/read/search-roles.ts'
import searchSources from '../../cypher/read/search-sources.ts'
import { askFor } from '../api/asks.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Location } from '../store/location.ts'

type RoleRow = z.infer<(typeof searchRoles)['row']>
type SourceRow = z.infer<(typeof searchSources)['row']>

/** At most so many of each group. */
const MOST = 6

export const rolesAsk = (text: string) => askFor(searchRoles, { text, limit: MOST })
export const sourcesAsk = (text: string) => askFor(searchSources, { text, limit: MOST })

/** An option that a role or a source leads to. */
export interface TextHit {
  kind: 'roles' | 'sources'
  key: string
  words: string
  about: string
  /** What choosing it shows: a line of the map, or an answer. */
  opens: { ends: [person: string, organisation: string] } | Pick<Location, 'query' | 'params'>
}

/** A person's role leads to the line of the two, and after them, all that match lead to their answer. */
export function roleHits(rows: readonly RoleRow[], total: number, text: string, t: Translate): TextHit[] {
  const nameOf = naming(rows)
  const hits = rows.map(({ role, person, organisation }): TextHit => {
    const ends: [string, string] = [person.id, organisation.id]
    const words = `${nameOf(person)} – ${nameOf(organisation)}`
    return { kind: 'roles', key: [...ends, role].join('\n'), words, about: role, opens: { ends } }
  })
  return [...hits, ...allOf('roles', 'search-roles', text, hits.length, total, t)]
}

/** A source leads to what it reports. */
export function sourceHits(rows: readonly SourceRow[], total: number, text: string, t: Translate): TextHit[] {
  const hits = rows.map(
    ({ source: { id, title, publisher, published }, claims }): TextHit => ({
      kind: 'sources',
      key: id,
      words: title,
      about: [publisher, published, t('counts.claims', { count: claims })].filter(Boolean).join(' · '),
      opens: { query: 'all-claims', params: { source: id } },
    }),
  )
  return [...hits, ...(total > hits.length ? allOf('sources', 'search-sources', text, hits.length, total, t) : [])]
}

function allOf(
  kind: TextHit['kind'],
  query: string,
  text: string,
  shown: number,
  total: number,
  t: Translate,
): TextHit[] {
  if (shown === 0) return []
  return [
    { kind, key: '', words: t(`search.all.${kind}`, { count: total }), about: '', opens: { query, params: { text } } },
  ]
}

/** Names, each with its id if another one has the same name. */
function naming(rows: readonly RoleRow[]) {
  const ids = new Map<string, Set<string>>()
  for (const { id, name } of rows.flatMap(({ person, organisation }) => [person, organisation]))
    ids.set(name, (ids.get(name) ?? new Set()).add(id))
  return ({ id, name }: RoleRow['person']) => ((ids.get(name)?.size ?? 0) > 1 ? `${name} (${id})` : name)
}
