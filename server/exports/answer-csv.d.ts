import { z } from 'zod'
/**
 * Rows as CSV (RFC 4180) with a header and CRLF. Each member of an object is a column (`person.id`); a list is JSON. Text
 * that a spreadsheet would run as a formula is preceded by an apostrophe.
 */
export declare const toCsv: (row: z.ZodObject, rows: Record<string, unknown>[]) => string
export declare const csvHead: (row: z.ZodObject) => string
/** Rows without the header. */
export declare const csvLines: (row: z.ZodObject, rows: Record<string, unknown>[]) => string
