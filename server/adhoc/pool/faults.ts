import { HttpError, refusalOf } from '../../lib/http-errors.ts'
import { GateRefusal } from '../policy/gate.ts'
import { limitOf } from '../statements/statements.ts'
import { Crowded } from './semaphore.ts'

/** What a reader is told of an error before the first line of an answer, or in its last one. */
export function faultOf(error: unknown): HttpError {
  if (error instanceof GateRefusal)
    return new HttpError(error.rule === 'reads-only' ? 403 : 400, `cypher-${error.rule}`, error.message, {
      rule: error.rule,
      ...error.place,
      instead: error.instead,
    })
  if (error instanceof Crowded)
    return new HttpError(error.full ? 429 : 503, 'crowded', `${error.message}. Try again in ${error.seconds} s.`)
  const limit = limitOf(error)
  if (limit) return BEYOND[limit]()
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('Neo.ClientError.') && !code.startsWith('Neo.ClientError.Security.'))
    return new HttpError(400, 'cypher-fault', `${(error as Error).message.split('\n')[0]?.slice(0, 500)}`)
  return refusalOf(error)
}

/** A limit that was met before anything of the answer was known. */
export const BEYOND = {
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
