import express, { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { Driver } from '../db/connect.ts'
import { HttpError } from '../lib/http-errors.ts'
import { badParameters } from '../questions/read-parameters.ts'
import { findCandidates, type NameQuery } from '../reconcile/candidates.ts'
import { readEntities, valuesOf } from '../reconcile/extend.ts'
import { PREVIEW_POLICY, PREVIEWED_CLAIMS, previewPage } from '../reconcile/preview-page.ts'
import {
  ALL_VALUES,
  type Described,
  HINTS,
  isType,
  MAX_BATCH,
  MAX_ENTITIES,
  serviceManifest,
  TYPES,
  VALUES,
} from '../reconcile/service-manifest.ts'
import { VERSION } from '../root/product-version.ts'
import { baseOf } from './base-url.ts'
import { COMMON_ERRORS, errorReply } from './error-replies.ts'
import { allowOnly, readOnly } from './methods.ts'
import type { OpenApiPart } from './openapi.ts'
import { languageOf } from './request-language.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'

/** Enough for a whole batch with hints. */
const MAX_FORM = '256kb'
const MAX_SUGGESTIONS = 10

const text = z.string().max(500)
const ValueSchema = z.union([
  text,
  z.number().transform(String),
  z.boolean().transform(String),
  z.object({ id: text }).transform(({ id }) => id),
])
const QuerySchema = z.object({
  query: text.optional(),
  type: z.union([text, z.object({ id: text }).transform(({ id }) => id)]).nullish(),
  limit: z.int().min(1).optional(),
  properties: z
    .array(z.object({ pid: text, v: z.union([ValueSchema.transform(v => [v]), z.array(ValueSchema).max(20)]) }))
    .max(10)
    .default([]),
})
const ExtendSchema = z.object({
  ids: z.array(text),
  properties: z.array(z.object({ id: text })).max(20),
})

/** The Reconciliation Service API at `/reconcile`: the manifest, batches of names, suggestions, previews and values. */
export function reconcile({ driver, milliseconds }: { driver: Driver; milliseconds: number }): Router {
  const router = Router()
  const answer = async (given: Record<string, unknown>, request: Request, response: Response) => {
    const signal = requestSignal(response, milliseconds)
    response.set('Cache-Control', 'no-cache')
    if (given.queries !== undefined) {
      const queries = readQueries(given.queries)
      const found = await unlessAborted(signal, findCandidates(driver, queries, signal))
      response.json(Object.fromEntries([...found].map(([key, result]) => [key, { result }])))
    } else if (given.extend !== undefined) {
      const { ids, properties } = readExtend(given.extend)
      const found = await unlessAborted(signal, readEntities(driver, ids, signal))
      const known = properties.map(({ id }) => ALL_VALUES.find(each => each.id === id) ?? { id, name: id })
      const row = (id: string) =>
        Object.fromEntries(known.map(property => [property.id, valuesOf(found.get(id), property.id)]))
      response.json({
        meta: known.map(({ id, name }) => ({
          ...{ id, name },
          ...(id === 'organisations' || id === 'part-of' ? { type: { id: 'Organisation', name: 'Organisation' } } : {}),
        })),
        rows: Object.fromEntries(ids.map(id => [id, row(id)])),
      })
    } else response.json(serviceManifest(baseOf(request), VERSION))
  }

  router.get('/', (request, response) => answer(request.query, request, response))
  router.post(
    '/',
    express.urlencoded({ extended: false, limit: MAX_FORM, parameterLimit: 10 }),
    (request, response) => {
      const form = (request.body ?? {}) as Record<string, unknown>
      if (form.queries === undefined && form.extend === undefined)
        throw badBody('The body must be a form (application/x-www-form-urlencoded) with queries or extend.')
      return answer(form, request, response)
    },
  )
  router.all('/', allowOnly('GET', 'HEAD', 'POST'))

  router.get('/suggest/entity', async (request, response) => {
    const signal = requestSignal(response, milliseconds)
    const name = prefixOf(request)
    const queries = new Map([['prefix', { name, type: null, limit: MAX_SUGGESTIONS, hints: [] }]])
    const found = await unlessAborted(signal, findCandidates(driver, queries, signal))
    const result = (found.get('prefix') ?? []).map(({ id, name: shown, description, type }) => ({
      ...{ id, name: shown, description, notable: type },
    }))
    response.json({ result })
  })
  router.get('/suggest/type', (request, response) => void response.json({ result: startingWith(request, TYPES) }))
  router.get('/suggest/property', (request, response) => void response.json({ result: startingWith(request, HINTS) }))
  router.get('/properties', (request, response) => {
    const { type = '' } = request.query
    const properties = type === '' || type === 'Person' ? VALUES.Person : VALUES.Organisation
    response.json({ type: String(type), properties })
  })
  router.get('/preview', async (request, response) => {
    const signal = requestSignal(response, milliseconds)
    const id = text.safeParse(request.query.id).data ?? ''
    const found = await unlessAborted(signal, readEntities(driver, [id], signal, PREVIEWED_CLAIMS))
    const entity = found.get(id)
    if (!entity) throw new HttpError(404, 'unknown-address', 'There is no person or organisation with this id.')
    const ancestors = /frame-ancestors [^;]*/.exec(String(response.getHeader('content-security-policy')))?.[0]
    response
      .set('Content-Security-Policy', [PREVIEW_POLICY, ancestors].filter(Boolean).join('; '))
      .set('Cache-Control', 'no-cache')
      .vary('Accept-Language')
      .type('html')
      .send(previewPage(entity, languageOf(request)))
  })
  router.all(['/suggest/entity', '/suggest/type', '/suggest/property', '/properties', '/preview'], readOnly)
  return router
}

const badBody = (message: string) => new HttpError(400, 'bad-body', message)

function readJson(name: string, given: unknown): unknown {
  try {
    return JSON.parse(String(given))
  } catch {
    throw badBody(`${name} is not valid JSON.`)
  }
}

/** @throws {HttpError} 413 if there are more names than the manifest says, and 400 with every invalid member */
function readQueries(given: unknown): Map<string, NameQuery> {
  const batch = readJson('queries', given)
  if (typeof batch !== 'object' || batch === null || Array.isArray(batch))
    throw badBody('queries must be an object of queries, such as {"q0": {"query": "Ada"}}.')
  const entries = Object.entries(batch)
  if (entries.length > MAX_BATCH)
    throw new HttpError(
      413,
      'too-large',
      `The batch has ${entries.length} queries, but one may have at most ${MAX_BATCH} (batchSize of the manifest). None was run.`,
    )
  return new Map(entries.map(([key, query]) => [key, readQuery(key, query)]))
}

function readQuery(key: string, given: unknown): NameQuery {
  const { data, error } = QuerySchema.safeParse(given)
  if (!data)
    throw badParameters(
      error.issues.map(({ path, message }) => ({
        parameter: ['queries', key, ...path].join('.').slice(0, 200),
        message,
      })),
    )
  const properties = data.properties.map(({ pid, v }) => ({ pid, values: v.filter(value => value.trim() !== '') }))
  const hints = properties.filter(({ pid, values }) => values.length > 0 && HINTS.some(({ id }) => id === pid))
  if (data.type && !isType(data.type))
    throw badParameters([
      {
        parameter: `queries.${key}.type`.slice(0, 200),
        message: `is not one of ${TYPES.map(({ id }) => id).join(', ')}`,
      },
    ])
  const name = data.query ?? hints.find(({ pid }) => pid === 'name')?.values[0] ?? ''
  return { name, type: data.type ?? null, limit: Math.min(data.limit ?? MAX_SUGGESTIONS, MAX_BATCH), hints }
}

function readExtend(given: unknown): z.output<typeof ExtendSchema> {
  const { data, error } = ExtendSchema.safeParse(readJson('extend', given))
  if (!data)
    throw badParameters(
      error.issues.map(({ path, message }) => ({ parameter: ['extend', ...path].join('.').slice(0, 200), message })),
    )
  if (data.ids.length > MAX_ENTITIES)
    throw new HttpError(413, 'too-large', `extend has ${data.ids.length} ids, but may have at most ${MAX_ENTITIES}.`)
  return data
}

function prefixOf({ query: { prefix } }: Request): string {
  const { data } = text.safeParse(prefix)
  if (data === undefined) throw badParameters([{ parameter: 'prefix', message: 'is missing' }])
  return data
}

const startingWith = (request: Request, all: readonly Described[]): Described[] => {
  const prefix = prefixOf(request).toLowerCase()
  return all.filter(({ id, name }) => [id, name].some(each => each.toLowerCase().startsWith(prefix)))
}

const json = { 'application/json': { schema: { type: 'object' } } }
const form = {
  'application/x-www-form-urlencoded': {
    schema: { type: 'object', properties: { queries: { type: 'string' }, extend: { type: 'string' } } },
  },
}

export const RECONCILE_OPENAPI: OpenApiPart = {
  paths: {
    '/reconcile': {
      get: {
        operationId: 'reconcileManifest',
        summary: 'Get what the Reconciliation Service can do',
        description: 'Version 0.2 of the Reconciliation Service API, for OpenRefine. See docs/tools.md.',
        responses: { 200: { description: 'The manifest', content: json }, ...COMMON_ERRORS },
      },
      post: {
        operationId: 'reconcile',
        summary: 'Match names, or get values of people and organisations',
        requestBody: { required: true, content: form },
        responses: {
          200: { description: 'The candidates by query, or the values by id', content: json },
          ...COMMON_ERRORS,
          413: errorReply('The body, the batch or the list of ids is too large; nothing was run'),
          415: errorReply('The charset or encoding of the body is not supported'),
          503: errorReply('The server is overloaded, or the database does not answer'),
          504: errorReply('The batch took too long'),
        },
      },
    },
  },
}
