import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Router } from 'express'
import { NETWORK_TYPE } from '../../cypher/network-columns.ts'
import { HttpError } from '../lib/http-errors.ts'
import type { NetworkReader, WholeNetwork } from '../questions/network-reader.ts'
import { COMMON_ERRORS, errorReply } from './error-replies.ts'
import { answerTag, sendUnchanged } from './etag.ts'
import { readOnly } from './methods.ts'
import type { OpenApiPart } from './openapi.ts'
import { requestSignal, unlessAborted } from './request-signal.ts'

const compress = promisify(gzip)

/** `GET /api/network`: the whole network in columns, for pictures of many thousand nodes. */
export function network(reader: NetworkReader, milliseconds: number): Router {
  const router = Router()
  const compressed = new WeakMap<WholeNetwork, Promise<Buffer>>()
  const compressedBody = (found: WholeNetwork) => {
    const body = compressed.get(found) ?? compress(found.body)
    compressed.set(found, body)
    return body
  }
  router.get('/', async (request, response) => {
    const [unknown] = Object.keys(request.query)
    if (unknown !== undefined)
      throw new HttpError(
        400,
        'unknown-parameter',
        `The network takes no parameters, but got "${unknown.slice(0, 80)}".`,
      )
    response.vary('Accept-Encoding')
    const signal = requestSignal(response, milliseconds)
    const found = await unlessAborted(signal, reader.read())
    const etag = found.bookmark && answerTag('network')(found.bookmark)
    if (etag && sendUnchanged(request, response, etag)) return
    response.set('Cache-Control', 'no-cache').type(NETWORK_TYPE)
    if (etag) response.set('ETag', etag)
    const isCompressed = request.acceptsEncodings('gzip') === 'gzip'
    if (isCompressed) response.set('Content-Encoding', 'gzip')
    const body = isCompressed ? await compressedBody(found) : found.body
    response.set('Content-Length', String(body.length)).end(body)
  })
  router.all('/', readOnly)
  return router
}

export const NETWORK_OPENAPI: OpenApiPart = {
  paths: {
    '/api/network': {
      get: {
        operationId: 'network',
        summary: 'Get the whole network in columns',
        description:
          'For pictures of many thousand people and organisations. The body is binary: the length of a JSON head (32 bits), ' +
          'the head with the statements, ids and names, and columns of numbers, all little-endian. docs/api.md describes them.',
        responses: {
          200: {
            description: 'The network',
            headers: {
              ETag: { description: 'Valid until the data change or the day ends', schema: { type: 'string' } },
            },
            content: { [NETWORK_TYPE]: { schema: {} } },
          },
          304: { description: 'The copy in If-None-Match is current' },
          ...COMMON_ERRORS,
          400: errorReply('The request is malformed, or has a parameter'),
          503: errorReply('The database does not answer; retry after the time in Retry-After'),
          504: errorReply('The database took too long; retry, because it may have the answer by then'),
        },
      },
    },
  },
}
