import { slug } from '../text/slug.ts'
import { isUrl } from './columns.ts'
import { of } from './propose-entities.ts'
import type { Table } from './sample-table.ts'

export interface Sources {
  body: { sources: Record<string, unknown>[] }
  /** The source reference of claims. */
  id: string | string[]
  /** The position of a row within the source, if a column gives it. */
  locator?: string
  /** Whether the file itself is the source of some claims. */
  isFile: boolean
}

/** The sources named in columns, except `others`; the file itself where no source is named. */
export function sourcesOf(table: Table, others: readonly string[] = []): Sources {
  const filled = table.columns.filter(({ name, texts }) => texts.length > 0 && !others.includes(name))
  const [place] = filled.filter(({ kind }) => kind === 'place in source')
  const [url] = filled.filter(({ kind }) => kind === 'source url')
  const [title] = filled.filter(({ kind }) => kind === 'source')
  const column = url ?? title
  const file = { id: slug(table.file) || 'source', title: table.file }
  const locator = place && { locator: of(place.name) }
  if (!column) return { body: { sources: [file] }, id: file.id, isFile: true, ...locator }
  const id = url ? `source-${of(url.name, '|slug')}` : of(column.name, '|slug')
  const named = { id, title: of((title ?? column).name), ...(url?.texts.every(isUrl) && { url: of(url.name) }) }
  // Some rows may name no source.
  if (!table.texts(column.name).includes('')) return { body: { sources: [named] }, id, isFile: false, ...locator }
  const sources = [
    { when: { [column.name]: true }, ...named },
    { unless: { [column.name]: true }, ...file },
  ]
  return { body: { sources }, id: [id, file.id], isFile: true, ...locator }
}
