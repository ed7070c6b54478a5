import { z } from 'zod'
import type { Question } from '../db/cypher-files.ts'

type Json = Record<string, unknown>

/** How zod schemas are converted to JSON Schema. */
export const JSON_SCHEMA = { io: 'input', unrepresentable: 'any' } as const

/** The parameters of a question as OpenAPI parameter objects. */
export const parameters = ({ params, example }: Question): ParameterObject[] =>
  parameterObjects(params, example as Json)

export function parameterObjects(params: z.ZodObject, example: Json = {}): ParameterObject[] {
  const { properties = {}, required = [] } = z.toJSONSchema(params, JSON_SCHEMA) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    const shown = example[name]
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description === undefined ? {} : { description: String(description) }),
      // `readParams` ignores it then.
      ...(required.includes(name) ? {} : { allowEmptyValue: true as const }),
      schema: withoutNull(schema),
      ...(shown === undefined ? {} : { example: shown }),
    }
  })
}

/** Null stands for a parameter that is not in the URL, whose text is never null. */
function withoutNull({ anyOf, type, default: usual, ...rest }: Json): Json {
  const [{ description: _, ...text } = {}] = ((anyOf ?? []) as Json[]).filter(one => one.type !== 'null')
  const typed = Array.isArray(type) ? type.find(one => one !== 'null') : type
  return {
    ...text,
    ...(typed ? { type: typed } : {}),
    ...rest,
    ...(usual === null || usual === undefined ? {} : { default: usual }),
  }
}

export interface ParameterObject {
  name: string
  in: 'query'
  required: boolean
  description?: string
  /** Whether the parameter may be empty, which is the same as leaving it out. */
  allowEmptyValue?: true
  /** JSON Schema of the text in the URL. */
  schema: Json
  example?: unknown
}
