/** How the rows of an answer are shown as a table, which a URL encodes. Switching between views keeps it. */
export interface TableState {
  /** Null for the order of the answer. */
  sort: { column: string; descending: boolean } | null
  /** Words that the rows contain; may be empty. */
  filter: string
  /** The chosen columns; null for the usual ones. */
  columns: string[] | null
}

export const emptyTable = (): TableState => ({ sort: null, filter: '', columns: null })

/** The parameters of the page that hold it: `sort=-left`, `filter=chief`, `columns=person,left`. */
export const TABLE_PARAMS = ['sort', 'filter', 'columns'] as const

export function decodeTable(url: URLSearchParams): TableState {
  const sort = url.get('sort') ?? ''
  const column = sort.replace(/^-/, '')
  const columns = [...new Set((url.get('columns') ?? '').split(',').filter(name => name !== ''))]
  return {
    sort: column === '' ? null : { column, descending: sort.startsWith('-') },
    filter: url.get('filter') ?? '',
    columns: columns.length > 0 ? columns : null,
  }
}

export function encodeTable({ sort, filter, columns }: TableState, url: URLSearchParams): void {
  if (sort) url.set('sort', `${sort.descending ? '-' : ''}${sort.column}`)
  if (filter) url.set('filter', filter)
  if (columns) url.set('columns', columns.join(','))
}

/** The columns that a table state names. */
export const columnsNamed = ({ sort, columns }: TableState): string[] => [
  ...new Set([...(sort ? [sort.column] : []), ...(columns ?? [])]),
]

/** The same state with another name of a column. */
export function renameColumn({ sort, filter, columns }: TableState, from: string, to: string): TableState {
  return {
    sort: sort?.column === from ? { ...sort, column: to } : sort,
    filter,
    columns: columns && [...new Set(columns.map(name => (name === from ? to : name)))],
  }
}
