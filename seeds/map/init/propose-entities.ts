import { slug } from '../text/slug.ts'
import { type Column, isUrl } from './columns.ts'
import type { Table } from './sample-table.ts'

/** A person or organisation as the mapping creates it from a row. */
export interface Entity {
  id: string | string[]
  name: string | string[]
  aliases?: string | string[]
  /** The column that is non-empty in rows with this entity; undefined for a constant. */
  given?: string
  /** Set for organisations. */
  type?: string
  /** The column that remarks mention. */
  column?: Column
}

export const of = (column: string, filter = '') => `{${column}${filter}}`

const isNumeric = (texts: readonly string[]) => texts.length > 0 && texts.every(text => /^\d+$/.test(text))
export const isWikidata = (texts: readonly string[]) =>
  texts.length > 0 &&
  texts.every(text => /^(https?:\/\/www\.wikidata\.org\/(entity|\.well-known\/genid)\/|Q\d+$)/.test(text))

/** An id prefix for the file, so that equal ids in other files do not clash. */
export const prefixOf = ({ file }: Table) => `${slug(file.replace(/\.[^.]*$/, '')) || 'file'}-`

/** A template that creates ids from a column of ids. */
export function idOf(column: Column, table: Table): string {
  if (isWikidata(column.texts)) return of(column.name, '|tail')
  return `${isNumeric(column.texts) ? prefixOf(table) : ''}${of(column.name, '|slug')}`
}

/**
 * The organisation or person in a column. `byName` ignores an adjacent id column: if another column names the same
 * organisations without ids, one organisation would get two ids.
 */
export function entityOf(column: Column, table: Table, byName = false): Entity {
  const { name, type } = column
  const given = { given: name, column, ...(type && { type }) }
  const label = labelOf(column, table)
  if (label) return { id: idOf(column, table), name: of(label.name), ...given }
  const ids = byName ? undefined : idsBeside(column, table)
  return { id: ids ? idOf(ids, table) : of(name, '|slug'), name: of(name), ...given }
}

/** In Wikidata results, `employerLabel` is the name of `employer`. */
export const labelOf = ({ name }: Column, { columns }: Table): Column | undefined =>
  columns.find(other => other.name === `${name}Label` || other.name === `${name}_label`)

/** `company_id` beside `company` or `company_name`, if each id has one name. */
function idsBeside({ name, words }: Column, table: Table): Column | undefined {
  const base = words.replace(/ names?$/, '')
  const ids = table.columns.find(column => column.words === `${base} id`)
  return ids && !isUrlColumn(ids) && hasOneName(ids, name, table) ? ids : undefined
}

const isUrlColumn = ({ texts }: Column) => texts.some(isUrl)

/** Whether every row with a name has an id, and no id has two names. */
export function hasOneName(ids: Column, name: string, table: Table): boolean {
  const names = new Map<string, string>()
  const texts = table.texts(name)
  return table.texts(ids.name).every((id, row) => {
    const text = texts[row] ?? ''
    if (text === '') return true
    if (id === '') return false
    if (!names.has(id)) names.set(id, text)
    return names.get(id) === text
  })
}
