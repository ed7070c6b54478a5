import { basename } from 'node:path'
import type { Organisation } from '../../cypher/model.ts'
import { identify } from '../lib/id.ts'
import type { Format, Work } from './export-format.ts'
import {
  type NodeRecord,
  type OrganisationRecord,
  organisationRows,
  personRow,
  type Row,
  sameAsRow,
  sourceRow,
} from './export-rows.ts'
import { type Entity, entityId, ftmDate, properties, sourceEntityId } from './ftm-export-entity.ts'
import { interests, type StayRecord } from './ftm-export-interests.ts'
import { pages } from './pages.ts'

/**
 * FollowTheMoney entities, one on each line: sources as Articles, people, organisations, and each tenure according to
 * one source as an Employment, or as a Membership if the organisation is a team, a board, a university or another body.
 */
export const ftm: Format = { shape: 'file', out: 'export.ftm.json', lossless: false, write }

async function write({ driver, target, signal, wrote }: Work): Promise<void> {
  const put = (entities: Entity[]) =>
    target.write(basename(target.out), entities.map(entity => `${JSON.stringify(entity)}\n`).join(''))
  const countRows = (rows: Row[]) => {
    for (const row of rows) wrote(row, row.losses)
    return rows
  }
  await put([])
  for await (const page of pages<NodeRecord>(driver, 'export-sources', signal))
    await put(countRows(page.map(sourceRow)).map(article))
  for await (const page of pages<NodeRecord>(driver, 'export-people', signal))
    await put(countRows(page.map(personRow)).map(person))
  for await (const page of pages<OrganisationRecord>(driver, 'export-organisations', signal)) {
    const rows = page.map(organisationRows)
    for (const [row, ...more] of rows) wrote(row, [...row.losses, ...more.map(notReadBack)])
    await put(rows.map(([row]) => organisation(row)))
    await put(rows.flat().flatMap(partOf))
  }
  for await (const page of pages<NodeRecord>(driver, 'export-same-as', signal))
    await put(countRows(page.map(sameAsRow)).map(sameAs))
  for await (const page of pages<StayRecord>(driver, 'export-tenures', signal, PEOPLE_A_PAGE)) {
    const people = page.map(interests)
    countRows(people.flatMap(({ rows }) => rows))
    await put(people.flatMap(({ entities }) => entities))
  }
}

const sameAs = ({ table, id, fields }: Row): Entity => ({
  id: identify('same', id),
  schema: 'UnknownLink',
  properties: properties({
    subject: entityId(String(fields.id)),
    object: entityId(String(fields.same_as)),
    role: fields.verdict === 'same' ? 'the same as' : 'not the same as',
    summary: fields.note,
  }),
  whoLeftWhere: { table, rows: [fields] },
})

/** Each person comes with all their claims. */
const PEOPLE_A_PAGE = 200

const article = ({ table, id, fields }: Row): Entity => ({
  id: sourceEntityId(id),
  schema: 'Article',
  properties: properties({
    name: fields.title,
    title: fields.title,
    fileName: fields.title,
    publisher: fields.publisher,
    publishedAt: ftmDate(fields.published),
    sourceUrl: fields.url,
    notes: fields.note,
  }),
  whoLeftWhere: { table, rows: [fields] },
})

const person = ({ table, id, fields }: Row): Entity => ({
  id: entityId(id),
  schema: 'Person',
  properties: properties({
    name: fields.name,
    alias: fields.aliases,
    deathDate: ftmDate(fields.died),
    notes: fields.note,
  }),
  whoLeftWhere: { table, rows: [fields] },
})

const SCHEMAS: { [type in Organisation['type']]?: string } = { company: 'Company', government: 'PublicBody' }

const organisation = ({ table, id, fields }: Row): Entity => ({
  id: entityId(id),
  schema: SCHEMAS[fields.type as Organisation['type']] ?? 'Organization',
  properties: properties({
    name: fields.name,
    alias: fields.aliases,
    dissolutionDate: ftmDate(fields.dissolved),
    notes: fields.note,
  }),
  whoLeftWhere: { table, rows: [fields] },
})

const notReadBack = ({ fields }: Row) => `the part-of relation to ${fields.part_of} is exported, but not read back`

/** Only the organisation contains the row: read back, two copies would become two organisations. */
function partOf({ table, id, fields }: Row): Entity[] {
  const { part_of: whole, part_of_from: from, part_of_to: to, part_of_source: source } = fields
  if (typeof whole !== 'string') return []
  const link = {
    subject: entityId(id),
    object: entityId(whole),
    role: 'part of',
    startDate: ftmDate(from),
    endDate: ftmDate(to),
    proof: typeof source === 'string' ? sourceEntityId(source) : null,
  }
  const key = identify('part', id, whole, String(from))
  return [{ id: key, schema: 'UnknownLink', properties: properties(link), whoLeftWhere: { table, rows: [] } }]
}
