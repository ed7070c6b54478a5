import type { MapRecord } from './records.ts'

/** What makes one value of a row. */
export interface Template {
  /** The columns it reads. */
  columns: string[]
  fill(record: MapRecord): string
  /** The column, if the template is nothing but that: its list stays one. */
  only?: string
  /** What a `slug` of it has no letter and no digit of. */
  withoutSlug(record: MapRecord): string | undefined
}

export class TemplateError extends Error {
  override name = 'TemplateError'
}

/** Raised by a value that its table does not hold. */
export class ValueFault extends Error {
  override name = 'ValueFault'
}

type Filter = (text: string) => string
export type Values = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * Reads `{Column}`, `{Column|slug}`, `{Column|table}`, with text around.
 * @throws {TemplateError} if a brace does not match, or a filter is neither one of ours nor a table of `values`
 */
export function compileTemplate(text: string, values: Values): Template {
  const parts: { literal: string; column?: string; filters: Filter[]; names?: string[] }[] = []
  let rest = 0
  for (const match of text.matchAll(/\{([^{}]*)\}/g)) {
    parts.push({ literal: text.slice(rest, match.index), filters: [] })
    const [column = '', ...names] = (match[1] ?? '').split('|').map(part => part.trim())
    if (column === '') throw new TemplateError('has braces without a column; write {Name}')
    parts.push({ literal: '', column, filters: names.map(name => filterNamed(name, values)), names })
    rest = match.index + match[0].length
  }
  parts.push({ literal: text.slice(rest), filters: [] })
  if (parts.some(({ literal }) => /[{}]/.test(literal)))
    throw new TemplateError('has a brace that is not closed or not opened')
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
      // A template of empty columns is empty, whatever stands between them: "club-" is no id.
      const said = parts.some((part, at) => part.column !== undefined && texts[at] !== '')
      return columns.length === 0 || said ? texts.join('').trim() : ''
    },
  }
}

const FILTERS: Readonly<Record<string, Filter>> = {
  slug: text => slug(text),
  lower: text => text.toLowerCase(),
  upper: text => text.toUpperCase(),
}
export const FILTER_NAMES = Object.keys(FILTERS)

function filterNamed(name: string, values: Values): Filter {
  const table = Object.hasOwn(values, name) ? values[name] : undefined
  if (table) return text => lookUp(text, table, name)
  const filter = Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined
  if (!filter)
    throw new TemplateError(
      `has the filter "${name}", which is neither ${FILTER_NAMES.join(', ')} nor a table of values (${Object.keys(values).join(', ') || 'there is none'})`,
    )
  return filter
}

function lookUp(text: string, table: Readonly<Record<string, string>>, name: string): string {
  if (Object.hasOwn(table, text)) return table[text] ?? ''
  if (text === '') return ''
  if (Object.hasOwn(table, '*')) return table['*'] ?? ''
  throw new ValueFault(`"${text.slice(0, 80)}" is not in the values "${name}"; add it, or a "*" for all others`)
}

/**
 * Letters and digits of any script, in lower case, with hyphens between; accents of Latin letters are dropped. Marks of other
 * scripts stay, for they are vowels there (सीता, ที), but for accents that no letter of Greek or Cyrillic is written with.
 */
export const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(BETWEEN, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 120)

/** Blocks of marks for Latin, Greek and Cyrillic. */
const ACCENTS = '\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f'

/** Neither letter, digit nor vowel; a mark that chooses a form of a character (Variation_Selector) is none either. */
const BETWEEN = new RegExp(`(?:[^\\p{L}\\p{M}\\p{N}]|[${ACCENTS}]|\\p{Variation_Selector})+`, 'gu')
