import { AdhocLineSchema, AdhocRequestSchema, AdhocStatusSchema, PlanNodeSchema } from '../../cypher/adhoc.ts'
import { COMMON_ERRORS, errorReply } from './error-replies.ts'
import type { OpenApiPart } from './openapi.ts'

/** The OpenAPI description of `/api/cypher`. */
export const CYPHER_OPENAPI: OpenApiPart = {
  schemas: {
    AdhocStatus: AdhocStatusSchema,
    AdhocRequest: AdhocRequestSchema,
    AdhocLine: AdhocLineSchema,
    PlanNode: PlanNodeSchema,
  },
  paths: {
    '/api/cypher': {
      get: {
        operationId: 'adhocStatus',
        summary: 'Show whether and where ad hoc Cypher runs, and its limits',
        responses: {
          200: {
            description: 'The status and the limits',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/AdhocStatus' } } },
          },
          304: { description: 'The copy in If-None-Match is current' },
          ...COMMON_ERRORS,
        },
      },
      post: {
        operationId: 'runCypher',
        summary: 'Run a read-only Cypher statement',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/AdhocRequest' } } },
        },
        responses: {
          200: {
            description: 'NDJSON: a head line, row lines, and a summary or an error',
            content: { 'application/x-ndjson': { schema: { $ref: '#/components/schemas/AdhocLine' } } },
          },
          ...COMMON_ERRORS,
          400: errorReply('The query policy or Neo4j rejected the statement, or the body is malformed'),
          403: errorReply('The statement writes, another site sent it, or ad hoc Cypher is off'),
          413: errorReply('The statement needs too much memory, or the body is too large'),
          415: errorReply('The body is not declared as JSON, or not encoded in UTF-8'),
          429: errorReply('Too many statements, or an earlier one did not stop; retry after the time in Retry-After'),
          503: errorReply('The server is overloaded, or the database does not answer'),
          504: errorReply('The first row took too long'),
        },
      },
    },
  },
}
