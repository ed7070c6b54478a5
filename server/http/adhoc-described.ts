import { AdhocLineSchema, AdhocRequestSchema, PlanNodeSchema } from '../../cypher/adhoc.ts'
import type { OpenApiPart } from './openapi.ts'

const refused = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
})

/** `/api/cypher` for the description of the interface. */
export const CYPHER_OPENAPI: OpenApiPart = {
  schemas: { AdhocRequest: AdhocRequestSchema, AdhocLine: AdhocLineSchema, PlanNode: PlanNodeSchema },
  paths: {
    '/api/cypher': {
      get: {
        operationId: 'adhocStatus',
        summary: 'Whether Cypher of your own is taken here, and within which limits',
        responses: { 200: { description: 'Whether it is open, and its limits' } },
      },
      post: {
        operationId: 'runCypher',
        summary: 'Run Cypher of your own, which can read and do nothing else',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/AdhocRequest' } } },
        },
        responses: {
          200: {
            description: 'Lines: a head, rows, and a summary or an error',
            content: { 'application/x-ndjson': { schema: { $ref: '#/components/schemas/AdhocLine' } } },
          },
          400: refused('The statement would do more than read, or cannot be read; the message says where'),
          403: refused('Ad hoc Cypher is switched off here'),
          413: refused('The statement needs more memory, or its body is larger, than it may'),
          415: refused('The body is not sent as application/json'),
          429: refused('Too many statements; Retry-After says when to ask again'),
          503: refused('All places are taken, or the database does not answer'),
          504: refused('The statement took too long before it gave a row'),
        },
      },
    },
  },
}
