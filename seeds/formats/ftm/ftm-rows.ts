import type { JsonLine } from '../../files/json-lines.ts'
import { quote } from '../../lib/did-you-mean.ts'
import type { Original, RawRow, ReadContext } from '../../tables/raw-row.ts'
import { TABLES, type TableName } from '../../tables/table-schemas.ts'
import { readMixed } from '../shared/mixed.ts'
import { SourcesMet } from '../shared/named-sources.ts'
import { PostNames } from '../shared/post-titles.ts'
import { type Entity, endOf, entitiesWithin, namesOf, toEntity, withoutTime } from './ftm-entity.ts'
import { EntityIndex } from './ftm-index.ts'
import { ORGANISATIONS, organisationRow, positionRow } from './ftm-organisations.ts'
import { INTERESTS, interestRows } from './read-interests.ts'

const DOCUMENTS = ['Article', 'Document', 'HyperText', 'Pages', 'PlainText', 'Email']
/** Schemas of the entities that are kept. */
const KEPT: ReadonlySet<string> = new Set([
  'Person',
  'Position',
  ...ORGANISATIONS,
  ...DOCUMENTS,
  ...Object.keys(INTERESTS),
])

/**
 * The rows of FollowTheMoney entities. Table rows may be mixed in, as in a reject file of both, and come first.
 * `byName` is the table of rows that name no table.
 */
export async function* readEntities(
  objects: AsyncIterable<JsonLine>,
  file: string,
  isEntity: (object: Record<string, unknown>) => boolean,
  context: ReadContext,
  byName?: TableName,
): AsyncGenerator<RawRow> {
  const entities = new EntityIndex()
  // A nested entity may occur in several entities, and at the top level.
  const nested = new Set<Entity>()
  const unread = new Map<string, number>()
  yield* readMixed(others(), file, context, byName)
  yield* entitiesRows(entities, unread, file, context)

  async function* others(): AsyncGenerator<JsonLine> {
    for await (const { line, object } of objects)
      if (isEntity(object)) add({ place: { file, line }, object })
      else yield { line, object }
  }

  function add(original: Original): void {
    const { place } = original
    const entity = toEntity(original)
    if (typeof entity === 'string') {
      context.report({ ...place, message: entity }, [original])
      return
    }
    for (const inner of entitiesWithin(entity)) {
      if (entities.has(inner.id) || inner.id === entity.id) continue
      nested.add(inner)
      entities.set(inner)
    }
    if (!KEPT.has(entity.schema) && !entity.own) {
      // There may be millions of payments, addresses and so on.
      entities.setOther(entity)
      unread.set(entity.schema, (unread.get(entity.schema) ?? 0) + 1)
      return
    }
    const before = entities.has(entity.id) ? entities.get(entity.id) : undefined
    const again = before !== undefined && !nested.has(before)
    if (again && !entity.own) {
      const message = `${quote(entity.id)} is the id of another entity here, on line ${before.original.place.line}; merge them, for example with ftm aggregate`
      context.report({ ...place, column: 'id', message }, [original])
    } else entities.set(entity, again ? `${entity.id} ${place.line}` : entity.id)
  }
}

/** State shared by the entities of a file. */
interface Shared {
  entities: EntityIndex
  sources: SourcesMet
  proofs: ReadonlySet<string>
  posts: PostNames
}

function* entitiesRows(
  entities: EntityIndex,
  unread: Map<string, number>,
  file: string,
  context: ReadContext,
): Generator<RawRow> {
  const documents = [...entities.values()].filter(({ schema }) => DOCUMENTS.includes(schema))
  const shared: Shared = {
    entities,
    sources: new SourcesMet(),
    proofs: new Set(documents.map(({ id }) => id)),
    posts: new PostNames(),
  }
  for (const entity of entities.values()) {
    const originals = [withNamed(entity, entities)]
    const report: ReadContext['report'] = problem => context.report(problem, originals)
    const rows = entity.own ? ownRows(entity, report) : entityRows(entity, shared, report)
    if (!rows) unread.set(entity.schema, (unread.get(entity.schema) ?? 0) + 1)
    for (const row of [...shared.sources.take(), ...(rows ?? [])]) yield { ...row, originals }
  }
  for (const [schema, count] of unread)
    context.note(
      `${file}: ${count} ${count === 1 ? 'entity' : 'entities'} of the schema ${quote(schema)} ${count === 1 ? 'states' : 'state'} no joining or leaving of a person and ${count === 1 ? 'is' : 'are'} not read`,
    )
}

/** An interest depends on the position, the documents and the schemas of the entities it names. */
function withNamed(entity: Entity, entities: EntityIndex): Original {
  const names = Object.hasOwn(INTERESTS, entity.schema) ? INTERESTS[entity.schema] : undefined
  if (!names) return entity.original
  const named = [names.person, 'post', 'proof'].flatMap(entity.all).flatMap(id => entities.get(id)?.original ?? [])
  return named.length > 0 ? { ...entity.original, along: named } : entity.original
}

/** The rows of an entity; undefined if it contains nothing that is kept. */
function entityRows(entity: Entity, shared: Shared, report: ReadContext['report']): RawRow[] | undefined {
  const { schema } = entity
  const { place } = entity.original
  if (schema === 'Person') {
    const fields = { ...namesOf(entity), died: endOf(entity, 'deathDate'), note: entity.first('notes') }
    return [{ table: 'people', place, fields, names: { note: 'notes', died: 'deathDate' } }]
  }
  if (ORGANISATIONS.includes(schema)) return [organisationRow(entity)]
  if (schema === 'Position') return entity.all('organization').length > 0 ? [] : [positionRow(entity)]
  if (DOCUMENTS.includes(schema)) return [documentRow(entity)]
  return Object.hasOwn(INTERESTS, schema) ? claimRows(entity, shared, report) : undefined
}

function documentRow(entity: Entity): RawRow {
  const title = entity.first('title') ?? entity.first('name') ?? entity.first('fileName') ?? entity.caption
  const published = entity.first('publishedAt') ?? entity.first('date')
  const fields = {
    id: entity.id,
    title,
    publisher: entity.first('publisher'),
    url: entity.first('sourceUrl'),
    published: published && withoutTime(published),
    note: entity.first('notes'),
  }
  return { table: 'sources', place: entity.original.place, fields }
}

/** The claims of an employment or similar; undefined if it has no person. */
function claimRows(
  entity: Entity,
  { entities, sources, proofs, posts }: Shared,
  report: ReadContext['report'],
): RawRow[] | undefined {
  const { id, schema } = entity
  const names = INTERESTS[schema]
  if (!names) return undefined
  const missing = [names.person, names.organisation].filter(property => entity.all(property).length === 0)
  for (const column of missing)
    report({ ...entity.original.place, column, message: `is missing in ${schema} ${quote(id)}` })
  const person = entities
    .idsOf(entity.all(names.person))
    .filter(reference => (entities.schemaOf(reference) ?? 'Person') === 'Person')
  if (person.length === 0) return undefined
  const organisations = entities.idsOf(entity.all(names.organisation))
  if (schema !== 'Occupancy')
    return interestRows(entity, { person, organisation: organisations }, sources, proofs, posts)
  return organisations.flatMap(post => {
    const position = entities.get(post)
    const bodies = entities.idsOf(position?.all('organization') ?? [])
    const ends = { person, organisation: bodies.length > 0 ? bodies : [post], role: position && namesOf(position).name }
    return interestRows(entity, ends, sources, proofs, posts)
  })
}

/** The rows that `npm run export` stored beside the properties are complete; the properties are not. */
function ownRows({ own, original: { place } }: Entity, report: ReadContext['report']): RawRow[] {
  const table = own?.table ?? ''
  if (Object.hasOwn(TABLES, table))
    return (own?.rows ?? []).map(fields => ({ table: table as TableName, place, fields }))
  report({ ...place, column: 'whoLeftWhere', message: `names ${quote(table)}, which is not a table` })
  return []
}
