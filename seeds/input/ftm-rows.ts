import { ORGANISATION_TYPES } from '../../cypher/model.ts'
import { TABLES, type TableName } from '../formats/tables.ts'
import { LEFT_OUT } from '../problem.ts'
import type { Original, RawRow, ReadContext } from './format.ts'
import { type Entity, entitiesWithin, toEntity } from './ftm-entity.ts'
import { INTERESTS, interestRows } from './ftm-interests.ts'
import type { JsonLine } from './lines.ts'
import { readMixed } from './mixed.ts'
import { quote } from './near.ts'
import { endDate } from './no-end.ts'
import { PostNames } from './posts.ts'
import { SourcesMet } from './provenance.ts'

/**
 * The rows of entities of FollowTheMoney. Rows of the tables may stand among them, as in an errors file of both, and are
 * given first; `byName` is the table of those that name none.
 */
export async function* readEntities(
  objects: AsyncIterable<JsonLine>,
  file: string,
  isEntity: (object: Record<string, unknown>) => boolean,
  context: ReadContext,
  byName?: TableName,
): AsyncGenerator<RawRow> {
  const entities = new Map<string, Entity>()
  // One that others hold may stand in several of them, and by itself.
  const nested = new Set<Entity>()
  yield* readMixed(others(), file, context, byName)
  yield* entitiesRows(entities, file, context)

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
    const before = entities.get(entity.id)
    const again = before !== undefined && !nested.has(before)
    if (again && !entity.own) {
      const message = `${quote(entity.id)} is the id of another entity here, on line ${before.original.place.line}; make one of them, as by ftm aggregate`
      context.report({ ...place, column: 'id', message }, [original])
    } else entities.set(again ? `${entity.id} ${place.line}` : entity.id, entity)
    for (const inner of entitiesWithin(entity)) {
      if (entities.has(inner.id)) continue
      nested.add(inner)
      entities.set(inner.id, inner)
    }
  }
}

function* entitiesRows(entities: ReadonlyMap<string, Entity>, file: string, context: ReadContext): Generator<RawRow> {
  const documents = [...entities.values()].filter(({ schema }) => DOCUMENTS.has(schema))
  const proofs = new Set(documents.map(({ id }) => id))
  const sources = new SourcesMet()
  const posts = new PostNames()
  const unread = new Map<string, number>()
  for (const entity of entities.values()) {
    const originals = [withNamed(entity, entities)]
    const report: ReadContext['report'] = problem => context.report(problem, originals)
    const rows = entity.own ? ownRows(entity, report) : entityRows(entity, entities, { sources, proofs, posts }, report)
    if (!rows) unread.set(entity.schema, (unread.get(entity.schema) ?? 0) + 1)
    for (const row of [...sources.take(), ...(rows ?? [])]) yield { ...row, originals }
  }
  for (const [schema, count] of unread)
    context.note(`${file}: ${count} of ${quote(schema)} tell of nobody who joined or left and are not read`)
}

/** An interest says other things without the position, the documents and the kinds of those that it names. */
function withNamed(entity: Entity, entities: ReadonlyMap<string, Entity>): Original {
  const names = Object.hasOwn(INTERESTS, entity.schema) ? INTERESTS[entity.schema] : undefined
  if (!names) return entity.original
  const named = [names.person, 'post', 'proof'].flatMap(entity.all).flatMap(id => entities.get(id)?.original ?? [])
  return named.length > 0 ? { ...entity.original, along: named } : entity.original
}

const ORGANISATIONS: Readonly<Record<string, string>> = {
  Company: 'company',
  Organization: 'other',
  PublicBody: 'government',
  LegalEntity: 'other',
}
const DOCUMENTS = new Set(['Article', 'Document', 'HyperText', 'Pages', 'PlainText', 'Email'])

/** The rows of an entity; undefined if its schema says nothing that is kept here. */
function entityRows(
  entity: Entity,
  entities: ReadonlyMap<string, Entity>,
  { sources, proofs, posts }: { sources: SourcesMet; proofs: ReadonlySet<string>; posts: PostNames },
  report: ReadContext['report'],
): RawRow[] | undefined {
  const { id, schema } = entity
  const { place } = entity.original
  if (schema === 'Person')
    return [
      {
        table: 'people',
        place,
        fields: { ...named(entity), died: endOf(entity, 'deathDate') },
        names: { note: 'notes', died: 'deathDate' },
      },
    ]
  if (Object.hasOwn(ORGANISATIONS, schema)) {
    const form = entity.first('legalForm')?.toLowerCase()
    const type = ORGANISATION_TYPES.find(type => type === form) ?? ORGANISATIONS[schema]
    return [
      {
        table: 'organisations',
        place,
        fields: { ...named(entity), type, dissolved: endOf(entity, 'dissolutionDate') },
        names: { note: 'notes', dissolved: 'dissolutionDate' },
      },
    ]
  }
  if (DOCUMENTS.has(schema)) {
    const title = entity.first('title') ?? entity.first('name') ?? entity.first('fileName')
    const fields = { id, title, publisher: entity.first('publisher'), url: entity.first('sourceUrl') }
    const published = (entity.first('publishedAt') ?? entity.first('date'))?.replace(/T.*$/, '')
    return [{ table: 'sources', place, fields: { ...fields, published, note: entity.first('notes') } }]
  }
  const names = Object.hasOwn(INTERESTS, schema) ? INTERESTS[schema] : undefined
  if (schema === 'Position') return []
  if (!names) return undefined
  const missing = [names.person, names.organisation].filter(property => entity.all(property).length === 0)
  for (const column of missing) report({ ...place, column, message: `is missing in ${schema} ${quote(id)}` })
  const people = entity.all(names.person).filter(person => (entities.get(person)?.schema ?? 'Person') === 'Person')
  if (people.length === 0) return undefined
  if (schema !== 'Occupancy')
    return interestRows(
      entity,
      { person: people, organisation: entity.all(names.organisation) },
      sources,
      proofs,
      posts,
    )
  return entity.all('post').flatMap(post => {
    const position = entities.get(post)
    const organisation = position?.all('organization') ?? []
    if (organisation.length === 0) {
      const message = `${quote(post)} is a position of no organisation; this occupancy is not read`
      report({ ...place, column: 'post', message, warning: true, kind: LEFT_OUT })
    }
    return interestRows(entity, { person: people, organisation, role: position?.first('name') }, sources, proofs, posts)
  })
}

const endOf = (entity: Entity, property: string): string | undefined =>
  endDate(entity.all(property).map(date => date.replace(/T.*$/, '')))

function named(entity: Entity): Record<string, unknown> {
  const names = ['name', 'alias', 'weakAlias', 'previousName'].flatMap(entity.all)
  const [name = '', ...aliases] = new Set(names)
  return { id: entity.id, name, aliases, note: entity.first('notes') }
}

/** What `npm run export` wrote beside the properties is whole, where the properties are not. */
function ownRows({ own, original: { place } }: Entity, report: ReadContext['report']): RawRow[] {
  const table = own?.table ?? ''
  if (Object.hasOwn(TABLES, table))
    return (own?.rows ?? []).map(fields => ({ table: table as TableName, place, fields }))
  report({ ...place, column: 'whoLeftWhere', message: `names ${quote(table)}, which is no table` })
  return []
}
