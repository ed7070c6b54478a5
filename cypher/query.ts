import type { z } from 'zod'

/** Kinds of node that a parameter may name by id or by an unambiguous name. */
export type EntityKind = 'Person' | 'Organisation'

/**
 * One question. Its Cypher is the neighbour file of the same name, whose first line is the question as a comment.
 * `params` reads the text of a URL into Cypher's parameters; `row` is what one row holds, column by column.
 */
export interface Query<Params extends z.ZodObject = z.ZodObject, Row extends z.ZodObject = z.ZodObject> {
  name: string
  title: string
  question: string
  params: Params
  row: Row
  /** Parameters that answer something on the seeds. */
  example: z.input<Params>
  /**
   * Parameters that are an id or a unique name, or a list of these. `ever` may also be the id of what only an undone load had
   * brought.
   */
  entities?: { [param in keyof z.input<Params>]?: EntityKind | 'any' | 'ever' }
  /** The Cypher returns a last column `total`: how many rows there are before `$limit`. It is no part of a row. */
  counted: boolean
}

export const defineQuery = <Params extends z.ZodObject, Row extends z.ZodObject>(query: Query<Params, Row>) => query

/**
 * One kind of fact to be written: rows of this shape, each key of it a parameter that holds a column. Where a text writes
 * several kinds together, the shape is a map of theirs.
 */
export interface Write<Row extends z.ZodType = z.ZodType> {
  name: string
  row: Row
}

export const defineWrite = <Row extends z.ZodType>(write: Write<Row>) => write
