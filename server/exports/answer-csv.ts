import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'

/**
 * Rows as CSV (RFC 4180) with a header and CRLF. Each member of an object is a column (`person.id`); a list is JSON. Text
 * that a spreadsheet would run as a formula is preceded by an apostrophe.
 */
export const toCsv = (row: z.ZodObject, rows: Record<string, unknown>[]): string => csvHead(row) + csvLines(row, rows)

export const csvHead = (row: z.ZodObject): string => stringify([columnsOf(row)], { record_delimiter: 'windows' })

/** Rows without the header. */
export const csvLines = (row: z.ZodObject, rows: Record<string, unknown>[]): string =>
  stringify(
    rows.map(cells => flatten(cells)),
    {
      columns: columnsOf(row),
      record_delimiter: 'windows',
      escape_formulas: true,
      cast: { boolean: String },
    },
  )

/** The header is derived from the schema, so it is the same without rows. */
function columnsOf(schema: z.ZodObject, prefix = ''): string[] {
  return Object.entries(schema.shape).flatMap(([key, member]) => {
    const inner = unwrap(member as z.ZodType)
    return inner instanceof z.ZodObject ? columnsOf(inner, `${prefix}${key}.`) : [prefix + key]
  })
}

const unwrap = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodNullable || schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema

function flatten(row: Record<string, unknown>, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]): [string, unknown][] => {
      if (Array.isArray(value)) return [[prefix + key, JSON.stringify(value)]]
      if (typeof value === 'object' && value !== null) return Object.entries(flatten({ ...value }, `${prefix}${key}.`))
      return [[prefix + key, value]]
    }),
  )
}
