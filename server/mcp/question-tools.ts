import type { Tool as ToolDescription } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { sourcesOf } from '../../picture/answer/evidence.ts'
import type { Driver } from '../db/connect.ts'
import type { Question, Questions } from '../db/cypher-files.ts'
import { isPaged, readCursor, readPage } from '../questions/cursor.ts'
import { pictureContext } from '../questions/draw-answer.ts'
import { JSON_SCHEMA, parameters } from '../questions/parameter-objects.ts'
import { badParameters, readParams } from '../questions/read-parameters.ts'
import { readEvidence } from './claim-evidence.ts'
import { READ_ONLY, type Tool } from './tool.ts'

export interface QuestionContext {
  driver: Driver
  checkRows: boolean
}

/** Rows of an answer, unless the assistant sets a limit. */
const USUAL_ROWS = 50

/** One tool for each named question, which has its name, its parameters and the columns of its rows. */
export const questionTools = (questions: Questions, context: QuestionContext): Tool[] =>
  [...questions.values()].map(question => questionTool(question, context))

function questionTool(question: Question, { driver, checkRows }: QuestionContext): Tool {
  return {
    description: describe(question),
    async call(given, { base, signal }) {
      const { cursor: text, ...query } = toTexts(given)
      const usual = usualLimit(question)
      const params = readParams(question, { ...(usual ? { limit: String(usual) } : {}), ...query })
      const cursor = readCursor(question, params, text)
      const page = await readPage({ driver, question, params, cursor, signal, checkRows })
      const { lines: _, bookmark: __, ...answer } = page
      const [evidence, context] = await Promise.all([
        readEvidence(driver, answer.rows, signal),
        pictureContext(driver, question, answer, signal),
      ])
      const cited = sourcesOf([...answer.rows, { evidence }])
      return {
        query: question.name,
        ...answer,
        evidence,
        sources: cited
          ? { of: 'answer', count: cited.sources, newest: cited.newest }
          : { of: 'database', count: context.database?.sources ?? 0, newest: context.database?.newest ?? null },
        links: linksOf(question, base, query, answer.params),
      }
    },
    summary({ rows, total, truncated, next, sources, links }) {
      const shown = (rows as unknown[]).length
      const { of, count } = sources as { of: string; count: number }
      const { page } = links as Links
      return [
        `${question.question} ${shown} ${shown === 1 ? 'row' : 'rows'}${truncated ? ` of ${total ?? 'more'}` : ''}.`,
        next ? 'Pass `next` as cursor for the following rows.' : '',
        of === 'answer' ? `${count} ${count === 1 ? 'source' : 'sources'}.` : 'The rows themselves name no source.',
        `The same answer with its picture, sources and Cypher: ${page}`,
      ]
        .filter(text => text !== '')
        .join(' ')
    },
  }
}

function describe(question: Question): ToolDescription {
  const { name, title, row } = question
  const usual = usualLimit(question)
  const taken = parameters(question).map(({ name: parameter, description, schema, example }) => [
    parameter,
    {
      ...withoutPattern(schema),
      ...(description === undefined ? {} : { description }),
      ...(example === undefined ? {} : { examples: [example] }),
      ...(parameter === 'limit' && usual ? { default: usual } : {}),
    },
  ])
  const cursor = isPaged(question) ? [['cursor', { type: 'string', description: '`next` of the previous page.' }]] : []
  const required = parameters(question).filter(each => each.required)
  const properties = Object.fromEntries([...taken, ...cursor])
  return {
    name,
    title,
    description: question.question,
    inputSchema: {
      ...{ type: 'object', properties, required: required.map(each => each.name), additionalProperties: false },
    },
    outputSchema: answerSchema(row),
    annotations: { title, ...READ_ONLY },
  }
}

/** No assistant reads the pattern of a date, which has a thousand characters. The server says what is wrong with a value. */
const withoutPattern = ({ pattern: _, minLength: __, maxLength: ___, ...schema }: Record<string, unknown>) => schema

interface Links {
  page: string
  picture: string
  cypher: string
  data: string
}

/**
 * What is in an answer. Every client reads the schemas of all tools at its start, so what all answers have is described once, in the instructions of the
 * server, and a column has its type and what it says, without the members of nodes, relationships and claims.
 */
const answerSchema = (row: z.ZodObject): ToolDescription['outputSchema'] => {
  const { properties = {} } = z.toJSONSchema(row, JSON_SCHEMA) as { properties?: Record<string, JsonSchema> }
  const columns = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, outline(schema)]))
  return {
    type: 'object',
    properties: {
      rows: { type: 'array', items: { type: 'object', properties: columns } },
      evidence: { type: 'array' },
      truncated: { type: 'boolean' },
    },
    required: ['rows', 'evidence', 'truncated'],
  }
}

interface JsonSchema {
  type?: string | string[]
  description?: string
  enum?: unknown[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
}

/** A schema without what is within it. */
function outline({ type, description, enum: values, anyOf = [], items }: JsonSchema): JsonSchema {
  const types = [...new Set([type ?? [], ...anyOf.map(each => each.type ?? [])].flat())]
  const listed = values ?? anyOf.find(each => each.enum)?.enum
  return {
    ...(types.length > 0 ? { type: types.length === 1 ? types[0] : types } : {}),
    ...(description === undefined ? {} : { description }),
    ...(listed ? { enum: anyOf.some(each => each.type === 'null') ? [...listed, null] : listed } : {}),
    ...(items?.type === 'string' ? { items: { type: 'string' } } : {}),
  }
}

function usualLimit({ params }: Question): number | undefined {
  const usual = params.shape.limit?.safeParse(undefined).data
  return typeof usual === 'number' ? Math.min(usual, USUAL_ROWS) : undefined
}

/** Arguments as the texts of a URL. Null counts as not given. */
function toTexts(given: Record<string, unknown>): Record<string, string> {
  const texts: [string, string][] = []
  for (const [parameter, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue
    if (typeof value === 'object') throw badParameters([{ parameter, message: 'is not text or a number' }])
    texts.push([parameter, String(value)])
  }
  return Object.fromEntries(texts)
}

/** With ids in place of names, because another person may get the same name. */
function linksOf(question: Question, base: URL, query: Record<string, string>, params: Record<string, unknown>): Links {
  const { name, entities = {} } = question
  const ids = Object.keys(entities).flatMap(each => (params[each] ? [[each, String(params[each])]] : []))
  const search = new URLSearchParams({ ...query, ...Object.fromEntries(ids) }).toString()
  const at = (path: string, hash = '') => new URL(`${path}${search && `?${search}`}${hash}`, base).href
  return {
    page: at(`/q/${name}`),
    picture: at(`/api/queries/${name}.svg`),
    cypher: at(`/q/${name}`, '#cypher'),
    data: at(`/api/queries/${name}`),
  }
}
