import type { Organisation } from '../../cypher/model.ts'
import { groupBy } from '../lib/group-by.ts'
import { identify } from '../lib/id.ts'
import { claimRow, type Fields, type Row } from './export-rows.ts'
import { type Entity, entityId, ftmDate, properties, sourceEntityId } from './ftm-export-entity.ts'

/** One person's stays, as the ids of their claims, and all claims of that person. */
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

type Said = { row: Row; stay: string } & Pick<StayRecord['claims'][number], 'type' | 'url' | 'publisher'>

/**
 * What each source says of each stay of one person: an Employment or a Membership. Sources that disagree make two of
 * one stay. A rumour, a denial or what was withdrawn is no stay: it is an UnknownLink, without a date that a reader could take for a fact.
 */
export function interests(person: StayRecord): { entities: Entity[]; rows: Row[] } {
  const stayOf = new Map(person.stays.flatMap(({ id, claims }) => claims.map(claim => [claim, id] as const)))
  const said = person.claims.map(({ properties, organisation, source, type, url, publisher }): Said => {
    const ends = { people: [person.id], organisations: [organisation], sources: [source] }
    const row = claimRow({ id: properties.id, properties, ...ends })
    const { status, withdrawn } = row.fields
    const stands = withdrawn === null && (status === 'confirmed' || status === 'reported')
    return { row, stay: (stands && stayOf.get(row.id)) || row.id, type, url, publisher }
  })
  const groups = groupBy(said, ({ row, stay }) => JSON.stringify([stay, row.fields.source]))
  return { entities: [...groups.values()].flatMap(interest), rows: said.map(({ row }) => row) }
}

function interest(group: Said[]): Entity[] {
  const [first] = group
  if (!first) return []
  const rows = group.map(({ row }) => row.fields)
  const { status, source, withdrawn } = first.row.fields
  const doubted = status === 'rumoured' || status === 'denied' || withdrawn !== null
  const dates = (event: string) =>
    doubted ? [] : rows.flatMap(row => (row.event === event ? (ftmDate(row.on) ?? []) : []))
  const said = {
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
  return [{ id, schema, properties: properties({ ...ends, ...said }), whoLeftWhere: { table: 'claims', rows } }]
}

/** A seat on a board, a place in a team and a study are no employment. */
const EMPLOYERS: ReadonlySet<string> = new Set<Organisation['type']>([
  'company',
  'publisher',
  'nonprofit',
  'government',
])

/** Which properties name the person and the organisation. */
const ENDS = {
  Employment: ['employee', 'employer'],
  Membership: ['member', 'organization'],
  UnknownLink: ['subject', 'object'],
} as const

const texts = (rows: Fields[], column: string): string[] => rows.flatMap(row => row[column] ?? [])

/** As "left 2017~ (reported), retired: p. 6": the date as written, which FollowTheMoney's own may not hold. */
const inWords = ({ event, on, status, manner, locator }: Fields): string =>
  `${[event, on].filter(part => part !== null).join(' ')} (${status})${manner ? `, ${manner}` : ''}${locator ? `: ${locator}` : ''}`
