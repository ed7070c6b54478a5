import type { z } from 'zod'
import type lineClaims from '../../cypher/read/line-claims.ts'
import type sources from '../../cypher/read/sources.ts'

type LineRow = z.infer<(typeof lineClaims)['row']>
type Source = z.infer<(typeof sources)['row']>['source']

/** A line of the map that a role or a source leads to. */
export interface LineHit {
  kind: 'roles' | 'sources'
  key: string
  ends: [subject: string, object: string]
  /** Its two ends, each with its id if another end has its name. */
  names: string
  /** The role, or the title and publisher of the source. */
  found: string
}

/** The lines with a role that has all words of the text, then those that a source with all of them in its title, publisher or URL reports. */
export function lineHits(lines: readonly LineRow[], known: readonly Source[], text: string): LineHit[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const has = (...texts: (string | null)[]) => {
    const all = texts.join(' ').toLowerCase()
    return words.every(word => all.includes(word))
  }
  const nameOf = naming(lines)
  const hit = (kind: LineHit['kind'], { subject, object }: LineRow, found: string): LineHit => ({
    ...{ kind, ends: [subject.id, object.id], found, key: [kind, subject.id, object.id, found].join('\n') },
    names: `${nameOf(subject)} – ${nameOf(object)}`,
  })
  const matching = known.filter(({ title, publisher, url }) => has(title, publisher, url))
  return [
    ...lines.flatMap(line => line.roles.filter(role => has(role)).map(role => hit('roles', line, role))),
    ...matching.flatMap(({ id, title, publisher }) =>
      lines
        .filter(({ sources, denying }) => sources.includes(id) || denying.includes(id))
        .map(line => hit('sources', line, [title, publisher].filter(Boolean).join(' · '))),
    ),
  ]
}

function naming(lines: readonly LineRow[]) {
  const ids = new Map<string, Set<string>>()
  for (const { id, name } of lines.flatMap(({ subject, object }) => [subject, object]))
    ids.set(name, (ids.get(name) ?? new Set()).add(id))
  return ({ id, name }: LineRow['subject']) => ((ids.get(name)?.size ?? 0) > 1 ? `${name} (${id})` : name)
}
