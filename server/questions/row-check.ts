import { z } from 'zod'
import { parseRow, RowMismatch } from '../../cypher/query.ts'
import type { Question } from '../db/cypher-files.ts'
import { HttpError } from '../lib/http-errors.ts'
import type { Row } from './answer-shape.ts'

/** Compares a row with the definition of its question, in which every member must be declared. `number` counts from 1. */
export type RowCheck = (row: Row, number: number) => void

/**
 * The check for one question. Development and tests use it, so that a row that clients cannot read fails here first. The row itself
 * is sent unchanged, so that the server sends the same answers with and without the check.
 * @throws {HttpError} 500 if a row does not match
 */
export function rowCheck({ name, row: schema }: Question): RowCheck {
  const strict = strictSchema(schema)
  return (row, number) => {
    try {
      parseRow(name, strict, row, number)
    } catch (error) {
      // The check runs only in development and tests, so the message may tell what the log tells.
      throw error instanceof RowMismatch ? new HttpError(500, 'internal-error', `${error.message}.`) : error
    }
  }
}

/** The schema without any undeclared member, at any depth. */
function strictSchema(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject)
    return z.strictObject(
      Object.fromEntries(Object.entries(schema.shape).map(([key, member]) => [key, strictSchema(member as z.ZodType)])),
    )
  if (schema instanceof z.ZodArray) return z.array(strictSchema(schema.element as z.ZodType))
  if (schema instanceof z.ZodNullable) return strictSchema(schema.unwrap() as z.ZodType).nullable()
  return schema
}
