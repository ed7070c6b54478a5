import { closest } from 'fastest-levenshtein'
import type { ParsedQs } from 'qs'
import type { Question } from '../db/cypher-files.ts'
import { HttpError } from '../lib/http-errors.ts'

/**
 * Reads a URL's parameters by the question's schema. An empty one counts as absent where it may be, as forms send it.
 * @throws {HttpError} 400 naming every parameter that is wrong
 */
export function readParams(question: Question, query: ParsedQs | Record<string, unknown>): Record<string, unknown> {
  const shape = question.params.shape
  const faults: { parameter: string; message: string }[] = []
  const given: Record<string, unknown> = {}
  for (const [parameter, value] of Object.entries(query)) {
    const schema = Object.hasOwn(shape, parameter) ? shape[parameter] : undefined
    if (!schema) faults.push({ parameter, message: unknownParameter(parameter, Object.keys(shape)) })
    else if (Array.isArray(value)) faults.push({ parameter, message: 'is given twice; give it once' })
    else if (value !== '' || !schema.safeParse(undefined).success) given[parameter] = value
  }
  const { data, error } = question.params.safeParse(given)
  for (const { path, message, code } of error?.issues ?? []) {
    const parameter = path.join('.')
    const missing = code === 'invalid_type' && !Object.hasOwn(given, parameter)
    faults.push({ parameter, message: missing ? 'is missing' : message })
  }
  faults.push(...windowErrors(data ?? {}))
  if (data && faults.length === 0) return data
  const text = faults.map(({ parameter, message }) => `${parameter} ${message}`).join('; ')
  throw new HttpError(400, 'bad-parameter', `${text}. See /api/queries for what ${question.name} takes.`, faults)
}

/** A window that ends before it begins holds nothing, which a reader would take for an answer. */
const windowErrors = ({ from, to }: Record<string, unknown>) =>
  typeof from === 'string' && typeof to === 'string' && from > to
    ? [{ parameter: 'from', message: `is after to: ${from} is later than ${to}` }]
    : []

function unknownParameter(name: string, known: string[]): string {
  if (known.length === 0) return 'is no parameter of this question, which takes none'
  return `is no parameter of this question; did you mean ${closest(name, known)}? It takes ${known.join(', ')}`
}
