import type { z } from 'zod'
import { nameLineNumbers } from '../lib/line-number.ts'
import type { Diagnostic } from '../tables/diagnostic.ts'
import { TABLES, type TableName } from '../tables/table-schemas.ts'
import type { FlatRecord } from './flatten.ts'
import type { Condition } from './mapping-schema.ts'
import type { ParsedMapping } from './parse.ts'
import { compileTemplate, type Template, TemplateError } from './template.ts'
import { compilePattern, type DateReader } from './text/date-pattern.ts'

/** A row to be made from each record. */
export interface CompiledBlock {
  table: TableName
  applies(record: FlatRecord): boolean
  fields: { name: string; templates: Template[] }[]
}

/** A column that the mapping reads, and the place of the reference. */
export interface Reference {
  column: string
  path: readonly PropertyKey[]
}

export interface Compiled {
  blocks: CompiledBlock[]
  references: Reference[]
  toDate: DateReader
  problems: Diagnostic[]
}

/** In this order, so that entities come before the claims that refer to them. */
const ORDER = ['sources', 'people', 'organisations', 'claims'] as const satisfies TableName[]

/** Compiles templates, patterns and conditions to functions. An invalid template is reported at its line. */
export function compileMapping({ text, fault }: ParsedMapping): Compiled {
  const references: Reference[] = []
  const problems: Diagnostic[] = []
  const patterns = text.dates.map(({ pattern, from }) => compilePattern(pattern, text.language, from))
  const toDate: DateReader = date => {
    for (const pattern of patterns) {
      const read = pattern(date)
      if (read !== null) return read
    }
    return /^\d{4}-\d\d-\d\d[T ]\d/.test(date) ? date.slice(0, 10) : null
  }
  if (text.rows.merge) {
    const { same, from, to } = text.rows.merge
    references.push({ column: from, path: ['rows', 'merge', 'from'] }, { column: to, path: ['rows', 'merge', 'to'] })
    references.push(...same.map((column, at) => ({ column, path: ['rows', 'merge', 'same', at] })))
  }
  if (text.rows.each) references.push({ column: text.rows.each, path: ['rows', 'each'] })
  const blocks = ORDER.flatMap(table =>
    text[table].map((block, at): CompiledBlock => {
      const { when = {}, unless = {}, ...columns } = block
      for (const column of Object.keys(when)) references.push({ column, path: [table, at, 'when', column] })
      for (const column of Object.keys(unless)) references.push({ column, path: [table, at, 'unless', column] })
      const fields = Object.entries(columns).flatMap(([name, texts]) =>
        texts === undefined
          ? []
          : [{ name, templates: (texts as string[]).flatMap((text, nth) => template(text, [table, at, name, nth])) }],
      )
      return { table, fields, applies: record => isMet(record, when) && !isAnyMet(record, unless) }
    }),
  )
  return { blocks, references, toDate, problems }

  function template(source: string, path: readonly PropertyKey[]): Template[] {
    try {
      const compiled = compileTemplate(path[2] === 'locator' ? nameLineNumbers(source) : source, text.values)
      references.push(...compiled.columns.map(column => ({ column, path })))
      if (compiled.columns.length === 0) checkConstant(source, path)
      return [compiled]
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      problems.push(fault(path, error.message))
      return []
    }
  }

  /** Reports an invalid constant once, in the mapping, instead of in every row. */
  function checkConstant(source: string, path: readonly PropertyKey[]): void {
    const [table, , name] = path as [TableName, number, string]
    const { shape } = TABLES[table].schema as { shape: Record<string, z.ZodType> }
    const value = isDateColumn(name) ? (toDate(source) ?? source) : source
    const [issue] = shape[name]?.safeParse(value).error?.issues ?? []
    if (issue) problems.push(fault(path, issue.message))
    else if (source === 'TODO')
      problems.push(fault(path, 'must be filled in: "TODO" marks values that the file does not give'))
  }

  function isMet(record: FlatRecord, conditions: Record<string, Condition>): boolean {
    return Object.entries(conditions).every(([column, condition]) => holds(record.text(column), condition))
  }
  function isAnyMet(record: FlatRecord, conditions: Record<string, Condition>): boolean {
    return Object.entries(conditions).some(([column, condition]) => holds(record.text(column), condition))
  }
  function holds(value: string, condition: Condition): boolean {
    if (condition === true) return value !== ''
    if (Array.isArray(condition)) return condition.includes(value)
    const date = toDate(value) ?? value
    const { before, from } = condition
    return date !== '' && (before === undefined || date < before) && (from === undefined || date >= from)
  }
}

const DATE_COLUMNS = new Set(['on', 'announced', 'published', 'part_of_from', 'part_of_to', 'died', 'dissolved'])
export const isDateColumn = (name: string) => DATE_COLUMNS.has(name)
