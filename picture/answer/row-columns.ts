import type { Language, Query } from '../../cypher/query.ts'
import { valueWords } from '../../cypher/words/index.ts'
import { cleanText } from '../text/clip-text.ts'

export type Row = Record<string, unknown>

export const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const member = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

/** The value of a column such as `person` or `left.earliest`; those of a list, if a list is on the way. */
export function valueAt(row: unknown, column: string): unknown {
  let value: unknown = row
  for (const key of column.split('.'))
    value = Array.isArray(value) ? value.map(item => member(item, key)) : member(value, key)
  return value
}

/** A row for each item of a list, which takes the place of the list. An empty list leaves one row without an item. */
export function unwind(row: Row, column: string | undefined): Row[] {
  const list = column === undefined ? undefined : member(row, column)
  if (column === undefined || !Array.isArray(list)) return [row]
  return list.length === 0 ? [{ ...row, [column]: undefined }] : list.map(item => ({ ...row, [column]: item }))
}

export const numberAt = (row: Row, column: string | undefined): number | null => {
  const value = column === undefined ? undefined : valueAt(row, column)
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export const textAt = (row: Row, column: string): string | null => {
  const value = valueAt(row, column)
  return typeof value === 'string' ? value : null
}

export interface Range {
  min: number | null
  max: number | null
}

export function rangeAt(row: Row, column: string | undefined): Range | null {
  const value = column === undefined ? undefined : valueAt(row, column)
  if (!isObject(value)) return null
  return { min: numberAt(value, 'min'), max: numberAt(value, 'max') }
}

/** The words of values: names of people, organisations and sources; words of closed lists in the language. */
export function wordsOf(row: Row, label: string | readonly string[] | undefined, to: Wording): string {
  const parts = [label ?? []].flat().map(column => valueWordsOf(valueAt(row, column), column, to))
  return parts.filter(part => part !== '').join(' · ')
}

export interface Wording {
  question: Query
  language: Language
}

const MAX_NAMES = 3

function valueWordsOf(value: unknown, column: string, to: Wording): string {
  if (Array.isArray(value)) {
    const names = [...new Set(value.slice(0, 50).map(item => valueWordsOf(item, column, to)))].filter(Boolean)
    return `${names.slice(0, MAX_NAMES).join(', ')}${names.length > MAX_NAMES ? ', …' : ''}`
  }
  if (isObject(value)) return nameOf(value)
  if (value === null || value === undefined) return ''
  const last = column.split('.').at(-1) ?? column
  return cleanText(typeof value === 'string' ? valueWords(last, value, to.language, to.question) : String(value))
}

/** The name of a person or an organisation, the title of a source, or the id; properties of nodes count as well. */
export function nameOf(value: Row): string {
  const found = [value.name, value.title, value.at, value.id].find(each => typeof each === 'string' || isObject(each))
  if (typeof found === 'string') return cleanText(found)
  if (isObject(found)) return nameOf(found)
  return isObject(value.properties) ? nameOf(value.properties) : ''
}
