import type { RawRow, ReadContext } from '../../tables/raw-row.ts'
import { PostNames } from '../shared/post-titles.ts'
import { type ClaimsContext, PLACES, statementRows, whereaboutsOf } from './wikidata-claims.ts'
import type { Item } from './wikidata-entity.ts'
import { active, type Items, noteUnnamed, organisationRows, personRow } from './wikidata-items.ts'
import { References } from './wikidata-references.ts'

/** People, the organisations that they were in, and the claims, from all items of a file. */
export function* itemRows(items: Items, file: string, context: ReadContext): Generator<RawRow> {
  const references = new References(id => items.nameOf(id))
  const shared: ClaimsContext = { items, references, posts: new PostNames(), unread: new Map(), report: context.report }
  const found = new Map<string, { isPosition: boolean; by: Item }>()
  const counts = { deprecated: 0, nothing: 0, others: 0 }
  for (const item of items.values()) {
    if (!items.isPerson(item)) {
      counts.others += PLACES.reduce((sum, property) => sum + (item.statements.get(property)?.length ?? 0), 0)
      continue
    }
    const person = personRow(item, references)
    yield* references.take()
    yield person
    for (const property of PLACES) {
      const all = item.statements.get(property) ?? []
      const valid = active(all)
      counts.deprecated += all.length - valid.length
      for (const statement of valid) {
        const at = whereaboutsOf(statement, items)
        if (!at) counts.nothing++
        else {
          const { isPosition } = at
          found.set(at.id, { isPosition: isPosition && (found.get(at.id)?.isPosition ?? true), by: item })
          const rows = statementRows(item, statement, at, shared)
          yield* references.take()
          yield* rows
        }
      }
    }
  }
  // A whole is added while its parts are read.
  for (const [id, { isPosition, by }] of found) {
    const rows = organisationRows(id, { items, references, place: by.place, isPosition })
    for (const { fields } of rows)
      if (typeof fields.part_of === 'string' && !found.has(fields.part_of))
        found.set(fields.part_of, { isPosition: false, by })
    yield* references.take()
    yield* rows
  }
  noteCounts(counts, shared.unread, file, context)
  noteUnnamed(items, file, context)
}

function noteCounts(
  { deprecated, nothing, others }: Record<'deprecated' | 'nothing' | 'others', number>,
  unread: ReadonlyMap<string, number>,
  file: string,
  { note }: ReadContext,
): void {
  const statements = (count: number) => `${count} ${count === 1 ? 'statement' : 'statements'}`
  const are = (count: number) => (count === 1 ? 'is' : 'are')
  if (deprecated > 0) note(`${file}: ${statements(deprecated)} of deprecated rank ${are(deprecated)} not read`)
  if (nothing > 0) note(`${file}: ${statements(nothing)} without a known value ${are(nothing)} not read`)
  if (others > 0) note(`${file}: ${statements(others)} about items that are not people ${are(others)} not read`)
  if (unread.size > 0) {
    const listed = [...unread].map(([property, count]) => `${property} (${count})`).join(', ')
    note(`${file}: qualifiers that no claim holds are not read: ${listed}`)
  }
}
