import { HttpError, toHttpError } from '../../lib/http-errors.ts'
import { PolicyViolation } from '../policy/query-policy.ts'
import { limitOf } from '../statements/statements.ts'
import { SenderMustWait } from './penalties.ts'
import { Overloaded } from './semaphore.ts'

/** Converts any error of a statement to the HTTP error that is sent, or that is the last line of an answer. */
export function toStatementError(error: unknown): HttpError {
  if (error instanceof PolicyViolation)
    return new HttpError(error.rule === 'reads-only' ? 403 : 400, `cypher-${error.rule}`, error.message, {
      rule: error.rule,
      ...error.place,
      instead: error.instead,
    })
  if (error instanceof Overloaded)
    return new HttpError(
      error.queueFull ? 429 : 503,
      'overloaded',
      `${error.message}. Try again in ${error.seconds} s.`,
    )
  if (error instanceof SenderMustWait)
    return new HttpError(429, 'sender-must-wait', `${error.message}. Try again in ${error.seconds} s.`)
  const limit = limitOf(error)
  if (limit) return LIMIT_ERRORS[limit]()
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('Neo.ClientError.') && !code.startsWith('Neo.ClientError.Security.'))
    return new HttpError(400, 'cypher-error', `The statement failed while it ran: ${valueMessage(error as Error)}.`)
  return toHttpError(error)
}

/** Neo4j's message on one line, without the line that points at a character of the value. */
const valueMessage = ({ message }: Error): string =>
  message
    .replace(/\n *\^/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .slice(0, 500)

/** Errors for limits that were reached before the first row. */
export const LIMIT_ERRORS = {
  time: () =>
    new HttpError(
      504,
      'too-slow',
      'The first row took too long. Narrow the pattern, or start from an indexed property.',
      { limit: 'time' },
    ),
  memory: () =>
    new HttpError(
      413,
      'too-large',
      'The statement needs more memory than one statement may use. Aggregate less at a time.',
      { limit: 'memory' },
    ),
  bytes: () =>
    new HttpError(413, 'too-large', 'A row is larger than one row may be. UNWIND the list.', { limit: 'bytes' }),
}
