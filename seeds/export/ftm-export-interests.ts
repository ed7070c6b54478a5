import type { Organisation } from '../../cypher/model.ts'
import { groupBy } from '../lib/group-by.ts'
import { identify } from '../lib/id.ts'
import { claimRow, type Fields, type Row } from './export-rows.ts'
import { type Entity, entityId, ftmDate, properties, sourceEntityId } from './ftm-export-entity.ts'

/** The tenures of a person with their claim ids, and all claims of that person. */
export interface StayRecord {
  id: string
  stays: { id: string; claims: string[] }[]
  claims: {
    properties: Record<string, unknown> & { id: string }
    organisation: string
    type: string
    source: string
    url: string | null
    publisher: string | null
  }[]
}

type ExportedClaim = { row: Row; stay: string } & Pick<StayRecord['claims'][number], 'type' | 'url' | 'publisher'>

/**
 * Turns what each source states about each tenure of a person into an Employment or a Membership. If two sources
 * disagree about a tenure, it becomes two entities. A rumour, a denial or a withdrawn claim becomes an UnknownLink
 * without a date, so that readers do not take the date for a fact.
 */
export function interests(person: StayRecord): { entities: Entity[]; rows: Row[] } {
  const stayOf = new Map(person.stays.flatMap(({ id, claims }) => claims.map(claim => [claim, id] as const)))
  const claims = person.claims.map(({ properties, organisation, source, type, url, publisher }): ExportedClaim => {
    const ends = { people: [person.id], organisations: [organisation], sources: [source] }
    const row = claimRow({ id: properties.id, properties, ...ends })
    const { status, withdrawn } = row.fields
    const isActive = withdrawn === null && (status === 'confirmed' || status === 'reported')
    return { row, stay: (isActive && stayOf.get(row.id)) || row.id, type, url, publisher }
  })
  const groups = groupBy(claims, ({ row, stay }) => JSON.stringify([stay, row.fields.source]))
  return { entities: [...groups.values()].flatMap(interest), rows: claims.map(({ row }) => row) }
}

function interest(group: ExportedClaim[]): Entity[] {
  const [first] = group
  if (!first) return []
  const rows = group.map(({ row }) => row.fields)
  const { status, source, withdrawn } = first.row.fields
  const doubted = status === 'rumoured' || status === 'denied' || withdrawn !== null
  const dates = (event: string) =>
    doubted ? [] : rows.flatMap(row => (row.event === event ? (ftmDate(row.on) ?? []) : []))
  const details = {
    role: texts(rows, 'role'),
    status: withdrawn === null ? texts(rows, 'status') : ['withdrawn'],
    startDate: dates('joined'),
    endDate: dates('left'),
    date: dates('present'),
    summary: rows.map(inWords),
    publisher: first.publisher,
    sourceUrl: first.url,
    proof: sourceEntityId(String(source)),
  }
  const schema = doubted ? 'UnknownLink' : EMPLOYERS.has(first.type) ? 'Employment' : 'Membership'
  const [from, to] = ENDS[schema]
  const ends = { [from]: entityId(String(rows[0]?.person)), [to]: entityId(String(rows[0]?.organisation)) }
  const id = identify('interest', first.stay, String(source))
  return [{ id, schema, properties: properties({ ...ends, ...details }), whoLeftWhere: { table: 'claims', rows } }]
}

/** A board seat, a place in a team and a study are no employment. */
const EMPLOYERS: ReadonlySet<string> = new Set<Organisation['type']>([
  'company',
  'publisher',
  'nonprofit',
  'government',
])

/** The properties that name the person and the organisation. */
const ENDS = {
  Employment: ['employee', 'employer'],
  Membership: ['member', 'organization'],
  UnknownLink: ['subject', 'object'],
} as const

const texts = (rows: Fields[], column: string): string[] => rows.flatMap(row => row[column] ?? [])

/**
 * For example "left 2017~ (reported), retired: p. 6". Keeps the date as written, which FollowTheMoney may not be able
 * to hold.
 */
const inWords = ({ event, on, status, manner, locator }: Fields): string =>
  `${[event, on].filter(part => part !== null).join(' ')} (${status})${manner ? `, ${manner}` : ''}${locator ? `: ${locator}` : ''}`
