/** An error as an OpenAPI response. */
export const errorReply = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorReply' } } },
})

/** The errors of every address but the health checks, which answer for any host. */
export const COMMON_ERRORS = {
  400: errorReply('The request is malformed'),
  408: errorReply('The request took too long to arrive'),
  414: errorReply('The URL is longer than 16 kB'),
  421: errorReply('The server does not answer for this host'),
  431: errorReply('The URL and the headers together are larger than 16 kB'),
  500: errorReply('An error in the server'),
}
