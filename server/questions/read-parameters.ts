import type { ParsedQs } from 'qs'
import { z } from 'zod'
import type { Question } from '../db/cypher-files.ts'
import { closestName } from '../lib/closest-names.ts'
import { HttpError } from '../lib/http-errors.ts'

/**
 * Reads URL parameters by the question's schema. Empty optional parameters are ignored, because forms send them.
 * @throws {HttpError} 400 with every invalid parameter
 */
export function readParams(question: Question, query: ParsedQs | Record<string, unknown>): Record<string, unknown> {
  const { data, invalid } = readBySchema(question.params, query)
  invalid.push(...windowErrors(data ?? {}))
  if (data && invalid.length === 0) return data
  throw badParameters(invalid, ` GET /api/queries lists the parameters of ${question.name}.`)
}

export interface InvalidParameter {
  parameter: string
  message: string
}

export const badParameters = (invalid: InvalidParameter[], hint = ''): HttpError =>
  new HttpError(
    400,
    'bad-parameter',
    `${invalid.map(({ parameter, message }) => `${parameter} ${message}`).join('; ')}.${hint}`,
    invalid,
  )

/** Reads the texts of a URL by a schema. `data` is undefined if one of the known parameters is invalid. */
export function readBySchema<Schema extends z.ZodObject>(
  params: Schema,
  query: ParsedQs | Record<string, unknown>,
): { data: z.output<Schema> | undefined; invalid: InvalidParameter[] } {
  const { shape } = params
  const invalid: InvalidParameter[] = []
  const given: Record<string, unknown> = {}
  for (const [parameter, value] of Object.entries(query)) {
    const schema = Object.hasOwn(shape, parameter) ? shape[parameter] : undefined
    if (!schema) invalid.push({ parameter, message: unknownParameter(parameter, Object.keys(shape)) })
    else if (Array.isArray(value)) invalid.push({ parameter, message: 'is repeated; pass it once' })
    else if (isNumber(schema) && value !== '' && !NUMBER.test(String(value)))
      invalid.push({ parameter, message: 'is not a number' })
    else if (value !== '' || !schema.safeParse(undefined).success) given[parameter] = value
  }
  const { data, error } = params.safeParse(given)
  for (const { path, message, code } of error?.issues ?? []) {
    const parameter = path.join('.')
    const missing = code === 'invalid_type' && !Object.hasOwn(given, parameter)
    invalid.push({ parameter, message: missing ? 'is missing' : message })
  }
  return { data, invalid }
}

/** As in JSON, and so in the description of the API; JavaScript reads more, such as 0x10. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const isNumber = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodNumber || (schema instanceof z.ZodDefault && schema.unwrap() instanceof z.ZodNumber)

/** A period that ends before it begins would return no rows, which looks like an answer. */
const windowErrors = ({ from, to }: Record<string, unknown>) =>
  typeof from === 'string' && typeof to === 'string' && from > to
    ? [{ parameter: 'from', message: `is after to: ${from} is later than ${to}` }]
    : []

function unknownParameter(name: string, known: string[]): string {
  if (known.length === 0) return 'is unknown: this question has no parameters'
  const closest = closestName(name, known)
  return `is unknown${closest ? `; did you mean ${closest}?` : '.'} The parameters are ${known.join(', ')}`
}
