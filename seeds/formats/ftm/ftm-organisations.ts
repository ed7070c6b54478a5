import { ORGANISATION_TYPES, type Organisation } from '../../../cypher/model.ts'
import type { RawRow } from '../../tables/raw-row.ts'
import { typeOfPost } from '../shared/organisation-types.ts'
import { nameWithCountries } from '../shared/post-titles.ts'
import { type Entity, endOf, namesOf } from './ftm-entity.ts'

const TYPES: Readonly<Record<string, Organisation['type']>> = {
  Company: 'company',
  Organization: 'other',
  PublicBody: 'government',
  LegalEntity: 'other',
}
export const ORGANISATIONS: readonly string[] = Object.keys(TYPES)

export function organisationRow(entity: Entity): RawRow {
  const form = entity.first('legalForm')?.toLowerCase()
  const type = ORGANISATION_TYPES.find(type => type === form) ?? TYPES[entity.schema]
  return rowOf(entity, { ...namesOf(entity), type, note: entity.first('notes') })
}

/**
 * The post itself as an organisation, if no organisation is named to which it belongs. Posts in many countries share a
 * name, so the country is added to the name unless it is already there.
 */
export function positionRow(entity: Entity): RawRow {
  const { name, aliases, ...rest } = namesOf(entity)
  const countries = entity.all('country').map(countryName)
  const full = nameWithCountries(name, countries)
  const note = [
    ...entity.all('notes').slice(0, 1),
    ...entity.all('country').map(code => `country: ${code}`),
    ...entity.all('subnationalArea').map(area => `area: ${area}`),
  ].join('; ')
  const names = full === name ? aliases : [name, ...aliases]
  return rowOf(entity, { ...rest, name: full, aliases: names, type: typeOfEntity(entity, name), note })
}

const rowOf = (entity: Entity, fields: Record<string, unknown>): RawRow => ({
  table: 'organisations',
  place: entity.original.place,
  fields: { ...fields, dissolved: endOf(entity, 'dissolutionDate') },
  names: { note: 'notes', dissolved: 'dissolutionDate' },
})

function typeOfEntity(entity: Entity, name: string): Organisation['type'] {
  const topics = entity.all('topics')
  if (topics.includes('gov.soe')) return 'company'
  if (topics.some(topic => topic === 'gov' || topic.startsWith('gov.'))) return 'government'
  return typeOfPost(name)
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** The English name of a known country code. FollowTheMoney also has its own codes. */
function countryName(code: string): string {
  const known = /^[a-z]{2}$/i.test(code) ? REGIONS.of(code.toUpperCase()) : undefined
  return known === undefined || known === REGIONS.of('ZZ') ? code : known
}
