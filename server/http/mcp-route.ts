import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import express, { type Request, type RequestHandler, Router } from 'express'
import { ipKeyGenerator } from 'express-rate-limit'
import type { Adhoc } from '../adhoc/adhoc-service.ts'
import type { Driver } from '../db/connect.ts'
import type { Questions } from '../db/cypher-files.ts'
import { HttpError } from '../lib/http-errors.ts'
import { cypherTools } from '../mcp/cypher-tools.ts'
import { createMcpServer } from '../mcp/mcp-server.ts'
import { questionTools } from '../mcp/question-tools.ts'
import { VERSION } from '../root/product-version.ts'
import { limitRate, MAX_BODY, requireJson } from './adhoc-route.ts'
import { baseOf } from './base-url.ts'
import { COMMON_ERRORS, errorReply } from './error-replies.ts'
import { allowOnly } from './methods.ts'
import type { OpenApiPart } from './openapi.ts'
import { ownPagesOnly } from './own-host.ts'
import { reportError } from './request-id.ts'
import { requestSignal } from './request-signal.ts'

export interface McpOptions {
  driver: Driver
  questions: Questions
  adhoc: Adhoc | undefined
  checkRows: boolean
  milliseconds: number
  /** Admits what asks a named question; ad hoc statements have a queue of their own. */
  admitQuestion: RequestHandler
}

/** `POST /mcp`: the Model Context Protocol over streamable HTTP, without sessions. Each request is answered by itself, as JSON. */
export function mcp({ driver, questions, adhoc, checkRows, milliseconds, admitQuestion }: McpOptions): Router {
  const router = Router()
  const ofCypher = adhoc ? cypherTools(adhoc, driver) : []
  const all = [...questionTools(questions, { driver, checkRows }), ...ofCypher]
  const tools = new Map(all.map(tool => [tool.description.name, tool]))
  const statementTools = new Set(ofCypher.map(({ description }) => description.name))
  const admitStatement = adhoc ? limitRate(adhoc.limits.perMinute) : admitQuestion
  router.post('/', ownPagesOnly, requireJson, express.json({ limit: MAX_BODY }), oneMessage)
  router.post('/', (request, response, next) => {
    const call = toolIn(request)
    if (call === undefined) return next()
    return (statementTools.has(call) ? admitStatement : admitQuestion)(request, response, next)
  })
  router.post('/', async (request, response) => {
    const signal = requestSignal(response, milliseconds)
    const sender = ipKeyGenerator(request.ip ?? '')
    const server = createMcpServer(tools, VERSION, {
      ...{ base: baseOf(request), signal, sender, requestId: String(request.id) },
      toSent: error => reportError(error, request),
    })
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true })
    response.once('close', () => void server.close())
    await server.connect(transport as Parameters<typeof server.connect>[0])
    await transport.handleRequest(request, response, request.body)
  })
  router.all('/', allowOnly('POST'))
  return router
}

const toolIn = ({ body }: Request): string | undefined =>
  body?.method === 'tools/call' ? String(body.params?.name) : undefined

/** A batch could ask any number of questions in the place of one. The protocol has none since 2025-06-18. */
const oneMessage: RequestHandler = ({ body }, _response, next) => {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return next()
  throw new HttpError(400, 'bad-body', 'The body must be one JSON-RPC message, not a batch. Send each by itself.')
}

const message = {
  'application/json': {
    schema: {
      type: 'object',
      properties: { jsonrpc: { const: '2.0' }, method: { type: 'string' }, params: { type: 'object' }, id: {} },
    },
  },
}

export const MCP_OPENAPI: OpenApiPart = {
  paths: {
    '/mcp': {
      post: {
        operationId: 'mcp',
        summary: 'Send one message of the Model Context Protocol',
        description:
          'Streamable HTTP without sessions: the tools are the named questions and ad hoc Cypher. See docs/tools.md.',
        requestBody: { required: true, content: message },
        responses: {
          200: { description: 'The answer, as JSON-RPC', content: message },
          202: { description: 'A notification was received' },
          ...COMMON_ERRORS,
          403: errorReply('Another site sent the message'),
          406: { description: 'The client does not accept application/json and text/event-stream' },
          413: errorReply('The body is too large'),
          415: errorReply('The body is not declared as JSON, or not encoded in UTF-8'),
          429: errorReply('Too many statements'),
          503: errorReply('The server is overloaded'),
        },
      },
    },
  },
}
