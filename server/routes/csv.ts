import { stringify } from 'csv-stringify/sync'

/**
 * Rows as CSV (RFC 4180): a header, CRLF, one column a value. An object of a row becomes one column for each of its
 * members (`person.id`), a list becomes JSON. Text that a spreadsheet would run as a formula is led by an apostrophe.
 */
export function toCsv(columns: string[], rows: Record<string, unknown>[]): string {
  const flat = rows.map(row => flatten(row))
  const header = columns.flatMap(column => members(column, flat))
  return stringify(flat, {
    header: true,
    columns: header,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: String },
  })
}

/** The flat columns of one column, as the rows have them; the column itself where all of its cells are empty. */
function members(column: string, flat: Record<string, unknown>[]): string[] {
  const found = new Set<string>()
  for (const row of flat) for (const key of Object.keys(row)) if (key.startsWith(`${column}.`)) found.add(key)
  return found.size > 0 ? [...found] : [column]
}

function flatten(row: Record<string, unknown>, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]): [string, unknown][] => {
      if (Array.isArray(value)) return [[prefix + key, JSON.stringify(value)]]
      if (typeof value === 'object' && value !== null) return Object.entries(flatten({ ...value }, `${prefix}${key}.`))
      return [[prefix + key, value]]
    }),
  )
}
