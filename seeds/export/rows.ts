import { TextSchema } from '../../cypher/model.ts'
import { toWire } from '../../server/db/wire.ts'
import { TABLES, type TableName } from '../formats/tables.ts'

/** A row of one of the tables: its columns in their order, null where nothing is known. */
export type Fields = Record<string, string | string[] | null>

export interface Row {
  table: TableName
  id: string
  fields: Fields
  /** What loading this row again would not bring back. */
  losses: string[]
}

type Properties = Record<string, unknown>

/** What the loader works out anew, or counts from the day of the load. */
const DERIVED: Record<TableName, string[]> = {
  people: ['search', 'searchForms', 'settled', 'due'],
  organisations: ['search', 'searchForms'],
  sources: [],
  claims: ['id', 'earliest', 'latest'],
  'same-as': [],
}

export const columnsOf = (table: TableName): string[] => Object.keys(TABLES[table].schema.shape)

export interface NodeRecord {
  id: string
  properties: Properties
}

export const personRow = ({ id, properties }: NodeRecord): Row => row('people', id, properties)
export const sameAsRow = ({ id, properties }: NodeRecord): Row => row('same-as', id, properties)
export const sourceRow = ({ id, properties }: NodeRecord): Row => row('sources', id, properties)

export interface OrganisationRecord extends NodeRecord {
  parts: Properties[]
}

/** One row for each organisation that it is a part of, or one row that names none: a row has room for one. */
export function organisationRows({ id, properties, parts }: OrganisationRecord): [Row, ...Row[]] {
  const [first, ...more] = parts.map(({ id: _, whole, ...part }) => {
    const named = Object.entries(part).map(([key, value]) => [`part_of_${key}`, value])
    return row('organisations', id, { ...properties, part_of: whole, ...Object.fromEntries(named) })
  })
  return [first ?? row('organisations', id, properties), ...more]
}

export interface ClaimRecord extends NodeRecord {
  people: string[]
  organisations: string[]
  sources: string[]
}

export function claimRow({ id, properties, people, organisations, sources }: ClaimRecord): Row {
  const ends = { person: people[0], organisation: organisations[0], source: sources[0] }
  const { replacedBy, ...rest } = properties
  const made = row('claims', id, { ...rest, ...ends, replaced_by: replacedBy })
  for (const [end, { length }] of Object.entries({ person: people, organisation: organisations, source: sources }))
    if (length !== 1) made.losses.push(`has ${length} of ${end} where a claim has one`)
  return made
}

function row(table: TableName, id: string, properties: Properties): Row {
  const columns = columnsOf(table)
  const known = new Set([...columns, ...DERIVED[table]])
  const losses = Object.keys(properties)
    .filter(key => !known.has(key))
    .map(key => `${key} is no column of ${table}`)
  const fields: Fields = {}
  for (const column of columns) {
    const value = column === 'aliases' ? (properties[column] ?? []) : (properties[column] ?? null)
    fields[column] = plain(value)
    if (!isText(fields[column])) losses.push(`${column} is text that the loader would not read as it stands`)
  }
  return { table, id, fields, losses }
}

const plain = (value: unknown): string | string[] | null =>
  value === null ? null : Array.isArray(value) ? value.map(String) : String(toWire(value))

/** As the loader keeps text: composed, trimmed, not empty, and without control characters. */
const isText = (value: string | string[] | null): boolean =>
  value === null ||
  (Array.isArray(value) ? value.every(isText) : value !== '' && TextSchema.safeParse(value).data === value)
