import { z } from 'zod'
import { TABLES, type TableName } from '../tables/table-schemas.ts'
import { compilePattern, PatternError } from './text/date-pattern.ts'

/** Text with columns in braces, such as `{First} {Last}`, or a list of templates: the first non-empty one counts. */
const template = z.union([z.string(), z.number().transform(String)], {
  error: ({ input }) =>
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? 'is a YAML map; put a template that begins with a brace in quotes, such as "{Name}"'
      : 'is not text; write a constant, or a template such as "{Name}"',
})
const templates = z.preprocess(
  value => (Array.isArray(value) || value === undefined || value === null ? (value ?? undefined) : [value]),
  z.array(template, { error: ({ input }) => (input === undefined ? 'is missing' : undefined) }),
)

/** The required content of a column: any (true), one of some texts, or a date before or from another. */
const condition = z.union(
  [
    z.literal(true),
    z.union([z.string(), z.number()]).transform(value => [String(value)]),
    z.array(z.union([z.string(), z.number()]).transform(String)),
    z.strictObject({ before: z.coerce.string().optional(), from: z.coerce.string().optional() }),
  ],
  { error: 'is not a condition; write true (not empty), a value, a list of values, or {before: 2024} or {from: 2024}' },
)
const conditions = z.record(z.string(), condition)
export type Condition = z.infer<typeof condition>

const guards = { when: conditions.optional(), unless: conditions.optional() }
const block = (table: TableName, required: readonly string[]) => {
  const columns = Object.keys(TABLES[table].schema.shape)
  const shape = columns.map(column => [column, required.includes(column) ? templates : templates.optional()])
  return z.array(z.strictObject({ ...guards, ...Object.fromEntries(shape) })).default([])
}

const FOUR_DIGITS = 'is not a four-digit year; write the earliest year that two digits can mean, such as 1950'

/** A pattern, optionally with the earliest year that a two-digit year can mean. */
const pattern = z.preprocess(
  value => (typeof value === 'string' ? { pattern: value } : value),
  z
    .strictObject({
      pattern: z.string(),
      from: z.number().int().min(1000, FOUR_DIGITS).max(9900, FOUR_DIGITS).optional(),
    })
    .superRefine(({ pattern, from }, context) => {
      try {
        compilePattern(pattern, 'en', from)
      } catch (error) {
        if (!(error instanceof PatternError)) throw error
        context.addIssue({ code: 'custom', message: error.message })
      }
    }),
)

/** A mapping as written in YAML. docs/mapping.md documents each part. */
export const MappingSchema = z.strictObject({
  rows: z
    .strictObject({
      // Sheets for each year have numeric names.
      sheet: z.union([z.string(), z.number().transform(String)]).optional(),
      path: z.string().optional(),
      each: z.string().optional(),
      merge: z
        .strictObject({
          same: z.array(z.string()).default([]),
          from: z.string(),
          to: z.string(),
          days: z.number().int().min(0).default(1),
        })
        .optional(),
    })
    .default({}),
  separator: z.string().min(1, 'is empty; write the separator of the list').default(';'),
  empty: z.array(z.union([z.string(), z.number()]).transform(String)).default([]),
  language: z
    .string()
    .refine(isLanguage, 'is not a language with known month names; write en, de, fr, …')
    .default('en'),
  dates: z.array(pattern).default([]),
  values: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.union([z.string(), z.number(), z.null()]).transform(value => String(value ?? '')),
      ),
    )
    .default({}),
  sources: block('sources', ['id', 'title']),
  people: block('people', ['id', 'name']),
  organisations: block('organisations', ['id', 'name', 'type']),
  claims: block('claims', ['person', 'organisation', 'event']),
})

export type MappingText = Omit<z.infer<typeof MappingSchema>, TableName> & Record<TableName, Block[]>
export type Block = { when?: Record<string, Condition>; unless?: Record<string, Condition> } & Record<string, unknown>

function isLanguage(language: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0
  } catch {
    return false
  }
}

/** The allowed keys of a part of a mapping, by path. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  const [first, second] = path.map(String)
  if (first === undefined) return Object.keys(MappingSchema.shape)
  if (first === 'dates') return ['pattern', 'from']
  if (first === 'rows') return second === 'merge' ? ['same', 'from', 'to', 'days'] : ['sheet', 'path', 'each', 'merge']
  if (Object.hasOwn(TABLES, first) && path.length === 2)
    return ['when', 'unless', ...Object.keys(TABLES[first as TableName].schema.shape)]
  return ['before', 'from']
}
