import { Router } from 'express'
import { z } from 'zod'
import {
  CatalogueEntrySchema,
  EvidenceSchema,
  HttpErrorBodySchema,
  lineSchema,
  RefSchema,
  replySchema,
  WireNodeSchema,
  WireRelationshipSchema,
} from '../../cypher/wire.ts'
import { drawsNetwork } from '../../picture/network/read-reply.ts'
import type { Question, Questions } from '../db/cypher-files.ts'
import { FEED_PARAMS, hasFeed } from '../questions/changes-feed.ts'
import { isPaged } from '../questions/cursor.ts'
import { JSON_SCHEMA, parameterObjects, parameters } from '../questions/parameter-objects.ts'
import { VERSION } from '../root/product-version.ts'
import { canExpand, type Format, isGraphFormat, settingsOf } from './answer-settings.ts'
import { COMMON_ERRORS, errorReply } from './error-replies.ts'
import { sendUnchanged, tag } from './etag.ts'
import { readOnly } from './methods.ts'

type Json = Record<string, unknown>

/** Paths of other routes, and the schemas that they refer to as `#/components/schemas/<name>`. */
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
  router.all('/openapi.json', readOnly)
  return router
}

/** The API as OpenAPI 3.1, derived from the schemas that the server uses. */
export function describe(questions: Questions, ...others: OpenApiPart[]): Json {
  const schemas: Record<string, z.ZodType> = {
    Ref: RefSchema,
    Evidence: EvidenceSchema,
    Node: WireNodeSchema,
    Relationship: WireRelationshipSchema,
    ErrorReply: HttpErrorBodySchema,
    CatalogueEntry: CatalogueEntrySchema,
  }
  const paths: Json = {
    '/api/queries': {
      get: {
        operationId: 'listQuestions',
        summary: 'List all questions',
        tags: ['questions'],
        responses: {
          200: {
            description: 'Every question with its parameters, rows, Cypher and an example',
            content: json(z.object({ queries: z.array(CatalogueEntrySchema) }), 'Catalogue'),
          },
          304: UNCHANGED,
          ...COMMON_ERRORS,
          406: errorReply('The catalogue is available as JSON only'),
        },
      },
    },
  }
  for (const question of questions.values()) {
    paths[`/api/queries/${question.name}`] = { get: operation(question) }
    for (const [format, type] of Object.entries(FILES) as [keyof typeof FILES, string][])
      if (format === 'atom' ? hasFeed(question) : !isGraphFormat(format) || drawsNetwork(question))
        paths[`/api/queries/${question.name}.${format}`] = {
          get: file(
            format === 'atom' ? { ...question, params: FEED_PARAMS, example: {}, counted: false } : question,
            format,
            type,
          ),
        }
  }
  paths['/api/openapi.json'] = { get: plain('describe', 'Get this description', 'OpenAPI 3.1', MEDIA.json) }
  paths['/metrics'] = { get: plain('measure', 'Get metrics', 'Metrics in the Prometheus text format', MEDIA.text) }
  paths['/healthz'] = { get: plain('isAlive', 'Check that the server runs', 'The server runs', MEDIA.json) }
  const ready = plain('isReady', 'Check that the server can answer questions', 'The database answers', MEDIA.json)
  const unready = { description: 'Not ready; the body states the reason', content: MEDIA.json }
  paths['/readyz'] = { get: { ...ready, responses: { ...ready.responses, 503: unready } } }
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
        'Questions about who joined and left which organisation. Answers cite their sources and keep dates as vague as the sources are.',
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'questions', description: 'Named questions: fixed Cypher statements with parameters' },
      { name: 'pictures', description: 'The answers of named questions as pictures' },
      { name: 'files', description: 'The answers of named questions as files of other programs, and how to cite them' },
    ],
    paths,
    components: { schemas: componentSchemas(schemas) },
  }

  function operation(question: Question): Json {
    const name = pascal(question.name)
    schemas[`${name}Row`] = question.row
    const paging = isPaged(question)
      ? [
          {
            name: 'cursor',
            in: 'query',
            description: '`next` of the previous page.',
            allowEmptyValue: true,
            schema: { type: 'string', pattern: '^[\\w-]+$' },
          },
        ]
      : []
    return {
      operationId: `${name[0]?.toLowerCase()}${name.slice(1)}`,
      summary: question.title,
      description: `${question.question}\n\nAppend \`.json\`, \`.csv\` or \`.ndjson\` to the name, or add \`format=\`, to choose a format regardless of Accept; \`.svg\` or \`.png\` for a picture, and other suffixes for files.`,
      externalDocs: { url: `/q/${question.name}`, description: 'A page with a form, the answer and the Cypher' },
      tags: ['questions'],
      parameters: [...parameters(question), ...paging],
      responses: {
        200: {
          description: 'The answer',
          headers: {
            ETag: { description: 'Valid until the data change or the day ends', schema: { type: 'string' } },
            ...(paging.length > 0
              ? { Link: { description: 'The next page, as rel="next"', schema: { type: 'string' } } }
              : {}),
          },
          content: {
            ...json(replySchema(question.row), `${name}Reply`),
            'text/csv': { schema: { type: 'string' } },
            'application/x-ndjson': { schema: reference(lineSchema(question.row), `${name}Line`) },
          },
        },
        304: UNCHANGED,
        ...COMMON_ERRORS,
        400: errorReply('A parameter is invalid, missing or unknown, or its name matches nothing or several nodes'),
        406: errorReply('The accepted types are not supported'),
        409: errorReply('The rows before the cursor have changed'),
        413: errorReply('The question needs too much memory'),
        503: errorReply('The database does not answer; retry after the time in Retry-After'),
        504: errorReply('The question took too long'),
      },
    }
  }

  function file(question: Question, format: keyof typeof FILES, type: string): Json {
    const {
      operationId,
      externalDocs,
      parameters: taken,
      responses,
    } = operation(question) as {
      operationId: string
      externalDocs: Json
      parameters: Json[]
      responses: Record<number, Json>
    }
    const { 406: _, ...errors } = responses
    return {
      ...{ operationId: `${operationId}${pascal(format.replace('.', '-'))}`, externalDocs },
      tags: [type.startsWith('image/') ? 'pictures' : 'files'],
      summary: `${question.title}, as .${format}`,
      description: question.question,
      parameters: [...taken, ...parameterObjects(settingsOf(format)), ...(canExpand(question, format) ? [EXPAND] : [])],
      responses: {
        ...errors,
        200: { ...responses[200], description: 'The file', content: { [type]: { schema: {} } } },
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

/** All schemas by name; they refer to each other. */
function componentSchemas(schemas: Record<string, z.ZodType>): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const made = z.toJSONSchema(registry, { ...JSON_SCHEMA, uri: id => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]),
  )
}

/** What can be had only with a suffix or `format`, or has more settings then. */
const FILES = {
  svg: 'image/svg+xml',
  png: 'image/png',
  csv: 'text/csv',
  'nodes.csv': 'text/csv',
  'edges.csv': 'text/csv',
  gexf: 'application/gexf+xml',
  graphml: 'application/graphml+xml',
  atom: 'application/atom+xml',
  'citation.txt': 'text/plain',
} as const satisfies { [format in Format]?: string }

const EXPAND = {
  name: 'expand',
  in: 'query',
  description: 'The id of a node whose neighbourhood belongs to the network; may be repeated.',
  schema: { type: 'array', items: { type: 'string' }, maxItems: 50 },
  explode: true,
}

const MEDIA = {
  json: { 'application/json': { schema: { type: 'object' } } },
  text: { 'text/plain': { schema: { type: 'string' } } },
}

const plain = (operationId: string, summary: string, description: string, content: Json) => ({
  operationId,
  summary,
  responses: { 200: { description, content }, 304: UNCHANGED, ...COMMON_ERRORS },
})

const UNCHANGED = { description: 'The copy in If-None-Match is current' }

const pascal = (name: string) => name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
