import { TextSchema } from '../../cypher/fields.ts'
import { CLAIM_COLUMNS, claimColumns, tableColumn } from '../../cypher/model.ts'
import { toWire } from '../../server/db/values.ts'
import { combine, type Values } from '../statements/combine.ts'
import { TABLES, type TableName } from '../tables/table-schemas.ts'

/** A row of a table: its columns in order, null for unknown values. */
export type Fields = Record<string, string | string[] | null>

export interface Row {
  table: TableName
  id: string
  fields: Fields
  /** Information that loading this row would not bring back. */
  losses: string[]
  /** Whether an earlier row describes the same entity. */
  isFurther?: boolean
}

type Properties = Record<string, unknown>

/** Properties that the loader or the layout derives, or that depend on the day of the load. */
const DERIVED: Record<TableName, string[]> = {
  people: ['search', 'searchForms', 'settled', 'due', 'layoutX', 'layoutY'],
  organisations: ['search', 'searchForms', 'layoutX', 'layoutY'],
  sources: [],
  claims: ['id', ...claimColumns('derived'), 'load', 'withdrawnBy'],
  'same-as': ['load'],
}

export const columnsOf = (table: TableName): string[] => Object.keys(TABLES[table].schema.shape)

export interface NodeRecord {
  id: string
  properties: Properties
}

export interface DescribedRecord extends NodeRecord {
  /** Descriptions in the order of their loads, each with its source. */
  descriptions: { source: string | null; properties: Values }[]
}

export const personRow = ({ id, properties }: NodeRecord): Row => row('people', id, properties)
/** One row for each source that describes the person, and one for descriptions without a source. */
export const personRows = (record: DescribedRecord): Row[] => bySource('person', 'people', record)
export const sameAsRow = ({ id, properties }: NodeRecord): Row => row('same-as', id, properties)
export const sourceRow = ({ id, properties }: NodeRecord): Row => row('sources', id, properties)

export interface OrganisationRecord extends DescribedRecord {
  parts: Properties[]
}

/** One row for each source that describes the organisation, and for each whole: a row can name only one. */
export function organisationRows(record: OrganisationRecord): [Row, ...Row[]] {
  const { id, properties, parts } = record
  const [described = row('organisations', id, properties), ...further] = bySource(
    'organisation',
    'organisations',
    record,
  )
  const [first, ...more] = parts.map(({ id: _, load: __, whole, ...part }) => {
    const named = Object.entries(part).map(([key, value]) => [`part_of_${key}`, value])
    const made = row('organisations', id, { part_of: whole, ...Object.fromEntries(named) })
    const { fields } = made
    for (const [column, value] of Object.entries(described.fields)) fields[column] ??= value
    fields.aliases = described.fields.aliases ?? []
    return { ...made, losses: described.losses.concat(made.losses.filter(loss => loss.startsWith('part_of'))) }
  })
  const asFurther = (row: Row): Row => ({ ...row, isFurther: true })
  return [first ?? described, ...more.map(asFurther), ...further.map(asFurther)]
}

function bySource(
  kind: 'person' | 'organisation',
  table: 'people' | 'organisations',
  { id, properties, descriptions }: DescribedRecord,
): Row[] {
  const sources = [...new Set(descriptions.map(({ source }) => source))]
  const [only = null] = sources
  if (sources.length < 2) return [row(table, id, only === null ? properties : { ...properties, source: only })]
  const all = sources.map(source => {
    const own = descriptions.filter(description => description.source === source)
    const said = own.reduce<Values>((values, one) => combine(kind, values, one.properties).values, {})
    const names = [said.name, said.aliases ?? []].flat()
    const hasName = names.includes(String(properties.name))
    const name = hasName ? properties.name : said.name
    return { hasName, row: row(table, id, { ...said, id, name, aliases: names.filter(one => one !== name), source }) }
  })
  // The row with the name comes first, because the loader keeps the first name as the name.
  all.sort((a, b) => Number(b.hasName) - Number(a.hasName))
  return all.map(({ row }, at) => ({ ...row, isFurther: at > 0 }))
}

export interface ClaimRecord extends NodeRecord {
  people: string[]
  organisations: string[]
  sources: string[]
}

export function claimRow({ id, properties, people, organisations, sources }: ClaimRecord): Row {
  const ends = { person: people[0], organisation: organisations[0], source: sources[0] }
  const columns = Object.entries(properties).map(([column, value]) => [
    column in CLAIM_COLUMNS ? tableColumn(column) : column,
    value,
  ])
  const made = row('claims', id, { ...Object.fromEntries(columns), ...ends })
  for (const [end, { length }] of Object.entries({ person: people, organisation: organisations, source: sources }))
    if (length !== 1) made.losses.push(`has ${length} of ${end} where a claim has one`)
  return made
}

function row(table: TableName, id: string, properties: Properties): Row {
  const columns = columnsOf(table)
  const known = new Set([...columns, ...DERIVED[table]])
  const losses = Object.keys(properties)
    .filter(key => !known.has(key))
    .map(key => `${key} is not a column of ${table}`)
  const fields: Fields = {}
  for (const column of columns) {
    const value = column === 'aliases' ? (properties[column] ?? []) : (properties[column] ?? null)
    fields[column] = plain(value)
    if (!isText(fields[column])) losses.push(`${column} is text that the loader would change`)
  }
  return { table, id, fields, losses }
}

const plain = (value: unknown): string | string[] | null =>
  value === null ? null : Array.isArray(value) ? value.map(String) : String(toWire(value))

/** Whether the loader would keep the text unchanged: composed, trimmed, not empty, without control characters. */
const isText = (value: string | string[] | null): boolean =>
  value === null ||
  (Array.isArray(value) ? value.every(isText) : value !== '' && TextSchema.safeParse(value).data === value)
