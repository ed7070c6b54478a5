import type { MapRecord } from './records.ts'
import { slug } from './text/slug.ts'

export { slug }

/** Computes one value of a row. */
export interface Template {
  /** The columns that it reads. */
  columns: string[]
  fill(record: MapRecord): string
  /** The column, if the template consists of one column only: a list then remains a list. */
  only?: string
  /** The text from which a `slug` filter found no letters or digits. */
  withoutSlug(record: MapRecord): string | undefined
}

export class TemplateError extends Error {
  override name = 'TemplateError'
}

/** A value that the mapping cannot convert. */
export class ValueFault extends Error {
  override name = 'ValueFault'
}

type Filter = (text: string) => string
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * Compiles `{Column}`, `{Column|slug}` and `{Column|table}` with text around them.
 * @throws {TemplateError} if a brace does not match, or a filter is neither built in nor a table of `values`
 */
export function compileTemplate(text: string, values: Values): Template {
  const parts: { literal: string; column?: string; filters: Filter[]; names?: string[] }[] = []
  let rest = 0
  for (const match of text.matchAll(/\{([^{}]*)\}/g)) {
    parts.push({ literal: text.slice(rest, match.index), filters: [] })
    const [column = '', ...names] = (match[1] ?? '').split('|').map(part => part.trim())
    if (column === '') throw new TemplateError('has braces without a column name; write {Name}')
    parts.push({ literal: '', column, filters: names.map(name => filterNamed(name, values)), names })
    rest = match.index + match[0].length
  }
  parts.push({ literal: text.slice(rest), filters: [] })
  if (parts.some(({ literal }) => /[{}]/.test(literal))) throw new TemplateError('has an unmatched brace')
  const columns = parts.flatMap(({ column }) => column ?? [])
  const bare = parts.filter(part => part.column !== undefined || part.literal !== '')
  const slugged = parts.flatMap(({ column, names }) =>
    column !== undefined && names?.includes('slug') ? [column] : [],
  )
  return {
    columns,
    withoutSlug: record => slugged.map(column => record.text(column)).find(text => text !== '' && slug(text) === ''),
    only: bare.length === 1 && bare[0]?.filters.length === 0 ? bare[0]?.column : undefined,
    fill: record => {
      const texts = parts.map(part =>
        part.column === undefined
          ? part.literal
          : part.filters.reduce((value, filter) => filter(value), record.text(part.column)),
      )
      // A template whose columns are all empty is empty, whatever its literal text: "club-" is no id.
      const filled = parts.some((part, at) => part.column !== undefined && texts[at] !== '')
      if (columns.length > 0 && !filled) return ''
      // Without a middle name, "{First} {Middle} {Last}" has one space.
      const hasGap = parts.some((part, at) => part.column !== undefined && texts[at] === '')
      const text = texts.join('').trim()
      return hasGap ? text.replace(/ {2,}/g, ' ') : text
    },
  }
}

const FILTERS: Readonly<Record<string, Filter>> = {
  slug: text => slug(text),
  lower: text => text.toLowerCase(),
  upper: text => text.toUpperCase(),
  tail: text => text.replace(/[/#]+$/, '').replace(/^.*[/#]/s, ''),
}
export const FILTER_NAMES = Object.keys(FILTERS)

function filterNamed(name: string, values: Values): Filter {
  const table = Object.hasOwn(values, name) ? values[name] : undefined
  if (table) return text => lookUp(text, table, name)
  const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined
  if (!filter)
    throw new TemplateError(
      `has the filter "${name}", which is neither ${FILTER_NAMES.slice(0, -1).join(', ')} nor a table of values (${Object.keys(values).join(', ') || 'there is none'}), nor ${FILTER_NAMES.at(-1)}`,
    )
  return filter
}

function lookUp(text: string, table: Readonly<Record<string, string>>, name: string): string {
  if (Object.hasOwn(table, text)) return table[text] ?? ''
  if (text === '') return ''
  if (Object.hasOwn(table, '*')) return table['*'] ?? ''
  throw new ValueFault(`"${text.slice(0, 80)}" is not in the values "${name}"; add it, or a "*" for all others`)
}
