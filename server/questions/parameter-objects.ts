import { z } from 'zod'
import type { Question } from '../db/cypher-files.ts'

type Json = Record<string, unknown>

/** How zod schemas are converted to JSON Schema. */
export const JSON_SCHEMA = { io: 'input', unrepresentable: 'any' } as const

/** The parameters of a question as OpenAPI parameter objects. */
export function parameters({ params, example }: Question): ParameterObject[] {
  const { properties = {}, required = [] } = z.toJSONSchema(params, JSON_SCHEMA) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    const shown = (example as Json)[name]
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description === undefined ? {} : { description: String(description) }),
      schema,
      ...(shown === undefined ? {} : { example: shown }),
    }
  })
}

export interface ParameterObject {
  name: string
  in: 'query'
  required: boolean
  description?: string
  /** JSON Schema of the text in the URL. */
  schema: Json
  example?: unknown
}
