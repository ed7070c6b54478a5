import { readFileSync } from 'node:fs'
import { Router } from 'express'
import { z } from 'zod'
import {
  CatalogueEntrySchema,
  EvidenceSchema,
  lineSchema,
  RefSchema,
  RefusalSchema,
  replySchema,
  WireNodeSchema,
  WireRelationshipSchema,
} from '../../cypher/wire.ts'
import type { Question, Questions } from '../db/cypher-files.ts'
import { isPaged } from '../questions/cursor.ts'
import { JSON_SCHEMA, parameters } from '../questions/parameter-objects.ts'
import { sendUnchanged, tag } from './etag.ts'

type Json = Record<string, unknown>

/** Paths that other routes describe themselves, and the schemas these refer to by `#/components/schemas/<name>`. */
export interface OpenApiPart {
  paths: Json
  schemas?: Record<string, z.ZodType>
}

/** `GET /api/openapi.json`. */
export function openApi(questions: Questions, ...others: OpenApiPart[]): Router {
  const text = JSON.stringify(describe(questions, ...others))
  const etag = tag(text)
  const router = Router()
  router.get('/openapi.json', (request, response) => {
    if (sendUnchanged(request, response, etag)) return
    response.set({ ETag: etag, 'Cache-Control': 'no-cache' }).type('json').send(text)
  })
  return router
}

const VERSION: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version

/** The whole interface as OpenAPI 3.1, drawn from the schemas that the server itself reads and answers by. */
export function describe(questions: Questions, ...others: OpenApiPart[]): Json {
  const schemas: Record<string, z.ZodType> = {
    Ref: RefSchema,
    Evidence: EvidenceSchema,
    Node: WireNodeSchema,
    Relationship: WireRelationshipSchema,
    Refusal: RefusalSchema,
    CatalogueEntry: CatalogueEntrySchema,
  }
  const paths: Json = {
    '/api/queries': {
      get: {
        operationId: 'listQuestions',
        summary: 'The questions that can be asked',
        tags: ['questions'],
        responses: {
          200: {
            description: 'Every question with its parameters, its rows, its Cypher and an example',
            content: json(z.object({ queries: z.array(CatalogueEntrySchema) }), 'Catalogue'),
          },
          406: refusal('Neither JSON nor anything is accepted'),
        },
      },
    },
  }
  for (const question of questions.values()) paths[`/api/queries/${question.name}`] = { get: operation(question) }
  paths['/api/openapi.json'] = { get: plain('describe', 'This description', 'OpenAPI 3.1 as JSON') }
  paths['/metrics'] = { get: plain('measure', 'Figures of the server', 'Text as Prometheus reads it') }
  paths['/healthz'] = { get: plain('isAlive', 'Whether the server runs', 'It does') }
  paths['/readyz'] = {
    get: {
      ...plain('isReady', 'Whether the database answers and start-up is over', 'Both are so'),
      responses: { 200: { description: 'Both are so' }, 503: { description: 'Not yet; the reason is in the body' } },
    },
  }
  for (const other of others) {
    Object.assign(paths, other.paths)
    Object.assign(schemas, other.schemas)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'who left where',
      version: VERSION,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Questions about who joined and left which organisation, answered with dates as vague as their sources and with the sources themselves.',
    },
    servers: [{ url: '/' }],
    tags: [{ name: 'questions', description: 'Named questions, each a fixed Cypher text with parameters' }],
    paths,
    components: { schemas: componentSchemas(schemas) },
  }

  function operation(question: Question): Json {
    const name = pascal(question.name)
    schemas[`${name}Row`] = question.row
    const also = isPaged(question)
      ? [
          {
            name: 'cursor',
            in: 'query',
            description: '`next` of the page before.',
            schema: { type: 'string' },
          },
        ]
      : []
    return {
      operationId: `${name[0]?.toLowerCase()}${name.slice(1)}`,
      summary: question.title,
      description: `${question.question}\n\nThe same with \`.json\`, \`.csv\` or \`.ndjson\` after the name, whatever Accept says.`,
      externalDocs: { url: `/q/${question.name}`, description: 'The question as a page, with its Cypher' },
      tags: ['questions'],
      parameters: [...parameters(question), ...also],
      responses: {
        200: {
          description: 'The answer',
          headers: {
            ETag: { description: 'Holds until the data change', schema: { type: 'string' } },
            ...(also.length > 0
              ? { Link: { description: 'The next page, as rel="next"', schema: { type: 'string' } } }
              : {}),
          },
          content: {
            ...json(replySchema(question.row), `${name}Reply`),
            'text/csv': { schema: { type: 'string' } },
            'application/x-ndjson': { schema: reference(lineSchema(question.row), `${name}Line`) },
          },
        },
        304: { description: 'The copy that If-None-Match names still holds' },
        400: refusal('A parameter is wrong or missing, or names nobody or more than one'),
        406: refusal('None of these forms is accepted'),
        409: refusal('The rows before the cursor have changed'),
        413: refusal('The question needs more memory than it may have'),
        503: refusal('The database does not answer; Retry-After says when to ask again'),
        504: refusal('The question took too long'),
      },
    }
  }

  function reference(schema: z.ZodType, name: string): Json {
    schemas[name] = schema
    return { $ref: `#/components/schemas/${name}` }
  }

  function json(schema: z.ZodType, name: string): Json {
    return { 'application/json': { schema: reference(schema, name) } }
  }
}

/** Schemas by name, each referring to the others by theirs. */
function componentSchemas(schemas: Record<string, z.ZodType>): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const made = z.toJSONSchema(registry, { ...JSON_SCHEMA, uri: id => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]),
  )
}

const refusal = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
})

const plain = (operationId: string, summary: string, description: string): Json => ({
  operationId,
  summary,
  responses: { 200: { description } },
})

const pascal = (name: string) => name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
