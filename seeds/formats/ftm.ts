import { ORGANISATION_TYPES } from '../../cypher/model.ts'
import type { Format, RawRow, ReadContext } from '../input/format.ts'
import { type Entity, toEntity } from '../input/ftm-entity.ts'
import { INTERESTS, interestRows } from '../input/ftm-interests.ts'
import { readLines } from '../input/lines.ts'
import { quote } from '../input/near.ts'
import { SourcesMet } from '../input/provenance.ts'
import { TABLES, type TableName } from './tables.ts'

/** Entities of FollowTheMoney (followthemoney.tech), one a line. */
const ftm: Format = {
  name: 'ftm',
  about: 'entities of FollowTheMoney as JSON Lines: Person, Company, Employment, Membership, Directorship, …',
  extensions: ['ftm', 'json', 'jsonl', 'ndjson'],
  recognises: ({ head }) => /^\s*\{[^\n]*"schema"\s*:/.test(head),
  async *read(input, context) {
    const { file } = input
    const entities = new Map<string, Entity>()
    for await (const { line, object } of readLines(input, context)) {
      const place = { file, line }
      const entity = toEntity(object, place)
      if (typeof entity === 'string') context.report({ ...place, message: entity })
      else if (entities.has(entity.id) && !entity.own)
        context.report({ ...place, column: 'id', message: `${quote(entity.id)} is the id of another entity here` })
      else entities.set(entities.has(entity.id) ? `${entity.id} ${line}` : entity.id, entity)
    }
    const documents = [...entities.values()].filter(({ schema }) => DOCUMENTS.has(schema))
    const proofs = new Set(documents.map(({ id }) => id))
    const sources = new SourcesMet()
    const unread = new Map<string, number>()
    for (const entity of entities.values()) {
      const rows = entity.own ? ownRows(entity, context) : entityRows(entity, entities, sources, proofs, context)
      if (!rows) unread.set(entity.schema, (unread.get(entity.schema) ?? 0) + 1)
      yield* sources.take()
      yield* rows ?? []
    }
    for (const [schema, count] of unread)
      context.note(`${file}: ${count} of ${quote(schema)} tell of nobody who joined or left and are not read`)
  },
}
export default ftm

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
  sources: SourcesMet,
  proofs: ReadonlySet<string>,
  context: ReadContext,
): RawRow[] | undefined {
  const { id, schema, place } = entity
  if (schema === 'Person') return [{ table: 'people', place, fields: named(entity), names: { note: 'notes' } }]
  if (Object.hasOwn(ORGANISATIONS, schema)) {
    const form = entity.first('legalForm')?.toLowerCase()
    const type = ORGANISATION_TYPES.find(type => type === form) ?? ORGANISATIONS[schema]
    return [{ table: 'organisations', place, fields: { ...named(entity), type }, names: { note: 'notes' } }]
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
  for (const column of missing) context.report({ ...place, column, message: `is missing in ${schema} ${quote(id)}` })
  const people = entity.all(names.person).filter(person => (entities.get(person)?.schema ?? 'Person') === 'Person')
  if (people.length === 0) return undefined
  if (schema !== 'Occupancy')
    return interestRows(entity, { person: people, organisation: entity.all(names.organisation) }, sources, proofs)
  return entity.all('post').flatMap(post => {
    const position = entities.get(post)
    const organisation = position?.all('organization') ?? []
    if (organisation.length === 0) {
      const message = `${quote(post)} is a position of no organisation; this occupancy is not read`
      context.report({ ...place, column: 'post', message, warning: true })
    }
    return interestRows(entity, { person: people, organisation, role: position?.first('name') }, sources, proofs)
  })
}

function named(entity: Entity): Record<string, unknown> {
  const names = ['name', 'alias', 'weakAlias', 'previousName'].flatMap(entity.all)
  const [name = '', ...aliases] = new Set(names)
  return { id: entity.id, name, aliases, note: entity.first('notes') }
}

/** What `npm run export` wrote beside the properties is whole, where the properties are not. */
function ownRows({ own, place }: Entity, context: ReadContext): RawRow[] {
  const table = own?.table ?? ''
  if (Object.hasOwn(TABLES, table))
    return (own?.rows ?? []).map(fields => ({ table: table as TableName, place, fields }))
  context.report({ ...place, column: 'whoLeftWhere', message: `names ${quote(table)}, which is no table` })
  return []
}
