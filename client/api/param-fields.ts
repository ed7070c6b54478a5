import { z } from 'zod'
import { LIST } from '../../cypher/param-patterns.ts'
import type { Query } from '../../cypher/query.ts'

/** A parameter of a question as a field of a form. */
export interface ParamField {
  name: string
  /** `entity` is a person or an organisation, `entities` a list of them, separated by commas. */
  kind: 'entity' | 'entities' | 'choice' | 'number' | 'text'
  required: boolean
  /** The words to choose from. */
  options: string[]
  /** The default value as text; empty without a default. */
  usual: string
}

interface Schema {
  type?: unknown
  enum?: unknown[]
  pattern?: string
  default?: unknown
  anyOf?: Schema[]
}

export function fieldsOf({ params, entities = {} }: Pick<Query, 'params' | 'entities'>): ParamField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, given]) => {
    const schema = { ...given.anyOf?.find(({ type }) => type !== 'null'), ...given }
    return {
      name,
      kind: name in entities ? (schema.pattern === LIST.pattern ? 'entities' : 'entity') : kindOf(schema),
      required: required.includes(name),
      options: schema.type === 'boolean' ? ['true', 'false'] : (schema.enum ?? []).map(String),
      usual: schema.default === undefined || schema.default === null ? '' : String(schema.default),
    }
  })
}

function kindOf({ type, enum: options }: Schema): ParamField['kind'] {
  if (options || type === 'boolean') return 'choice'
  return type === 'integer' || type === 'number' ? 'number' : 'text'
}

/** What a question needs to be asked; questions are listed by it. */
export const QUESTION_GROUPS = ['all', 'organisation', 'person', 'node', 'several', 'text'] as const
export type QuestionGroup = (typeof QUESTION_GROUPS)[number]

export function groupOf(question: Pick<Query, 'params' | 'entities'>): QuestionGroup {
  const required = fieldsOf(question).filter(field => field.required)
  const [first, second] = required.filter(({ kind }) => kind === 'entity' || kind === 'entities')
  if (!first) return required.some(({ kind }) => kind === 'text') ? 'text' : 'all'
  if (second || first.kind === 'entities') return 'several'
  const kind = question.entities?.[first.name]
  if (kind === 'Person') return 'person'
  return kind === 'Organisation' ? 'organisation' : 'node'
}
