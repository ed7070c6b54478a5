import { HttpError, toHttpError } from '../../lib/http-errors.ts'
import { PolicyViolation } from '../policy/query-policy.ts'
import { limitOf } from '../statements/statements.ts'
import { Overloaded } from './semaphore.ts'

/** What a reader is told of an error before the first line of an answer, or in its last one. */
export function toStatementError(error: unknown): HttpError {
  if (error instanceof PolicyViolation)
    return new HttpError(error.rule === 'reads-only' ? 403 : 400, `cypher-${error.rule}`, error.message, {
      rule: error.rule,
      ...error.place,
      instead: error.instead,
    })
  if (error instanceof Overloaded)
    return new HttpError(error.queueFull ? 429 : 503, 'crowded', `${error.message}. Try again in ${error.seconds} s.`)
  const limit = limitOf(error)
  if (limit) return LIMIT_ERRORS[limit]()
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('Neo.ClientError.') && !code.startsWith('Neo.ClientError.Security.'))
    return new HttpError(400, 'cypher-fault', `${(error as Error).message.split('\n')[0]?.slice(0, 500)}`)
  return toHttpError(error)
}

/** A limit that was met before anything of the answer was known. */
export const LIMIT_ERRORS = {
  time: () =>
    new HttpError(
      504,
      'too-slow',
      'Not even the first row came in time. Narrow the pattern, or begin from an indexed property.',
      { limit: 'time' },
    ),
  memory: () =>
    new HttpError(
      413,
      'too-large',
      'The database would have needed more memory than a statement may have. Aggregate less at a time.',
      { limit: 'memory' },
    ),
  bytes: () => new HttpError(413, 'too-large', 'A row is longer than any may be. UNWIND the list.', { limit: 'bytes' }),
}
