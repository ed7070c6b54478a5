import type { z } from 'zod'
import type { ColumnOf, Picture } from './picture.ts'

/** Kinds of node that a parameter may name by id or by an unambiguous name. */
export type EntityKind = 'Person' | 'Organisation'

/** English is the language of the definitions; the others are translations. */
export type Language = 'en' | TranslationLanguage
export type TranslationLanguage = 'zh'

/** One question in another language. Missing words are shown in English; `npm run words` lists them. */
export interface Translation<Param extends string = string> {
  title?: string
  question?: string
  /** Help for parameters that this question describes itself; `params.ts` has the help of shared ones. */
  help?: { [param in Param]?: string }
  /** Names of columns, parameters and their members that only this question has. */
  labels?: Record<string, string>
  /** Words of closed lists, by the column or parameter that has them. */
  values?: Record<string, Record<string, string>>
}

/** The words that several questions share in another language. */
export type SharedWords = Required<Pick<Translation, 'labels' | 'values'>>

/**
 * One question. Its Cypher is in the file of the same name that ends in `.cypher`, with the question as a comment on the
 * first line. `params` turns the text of a URL into Cypher parameters; `row` describes one row, column by column.
 */
export interface Query<Params extends z.ZodObject = z.ZodObject, Row extends z.ZodObject = z.ZodObject>
  extends Partial<Record<TranslationLanguage, Translation<Extract<keyof z.input<Params>, string>>>> {
  name: string
  title: string
  question: string
  params: Params
  row: Row
  /** Parameters that return rows on the sample. */
  example: z.input<Params>
  /**
   * Parameters that are an id or a unique name, or a list of these. `ever` also accepts the id of an entity that only an
   * undone load had added.
   */
  entities?: { [param in keyof z.input<Params>]?: EntityKind | 'any' | 'ever' }
  /** Whether the Cypher returns a last column `total`: the number of rows before `$limit`. It is not part of a row. */
  counted: boolean
  /** How the rows are drawn; without it, as a table. */
  picture?: Picture<ColumnOf<z.output<Row>>>
}

/** A row of any question. */
export type AnyRow = Record<string, unknown>

/** A row does not match the definition of its question. */
export class RowMismatch extends Error {
  override name = 'RowMismatch'
}

/**
 * Reads one row of the question `name` by the definition of its rows, and drops members that the definition lacks. `number` is
 * the number of the row in the whole answer, from 1.
 * @throws {RowMismatch} which names the question, the row and the path of the first wrong member
 */
export function parseRow<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  value: unknown,
  number: number,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const [issue] = error.issues
  const place = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : ''
  throw new RowMismatch(`Row ${number} of ${name} does not match its definition${place}: ${issue?.message}`)
}

export const defineQuery = <Params extends z.ZodObject, Row extends z.ZodObject>(query: Query<Params, Row>) => query

/**
 * One kind of record to write. Each key of a row is a parameter with a column of values. If a statement writes several kinds
 * together, the shape is a map of their shapes.
 */
export interface Write<Row extends z.ZodType = z.ZodType> {
  name: string
  row: Row
}

export const defineWrite = <Row extends z.ZodType>(write: Write<Row>) => write
