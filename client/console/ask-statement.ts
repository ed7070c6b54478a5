import { type AdhocLine, AdhocLineSchema, type Mode, type Place, PlaceSchema } from '../../cypher/adhoc.ts'
import { readLines } from '../api/answer-lines.ts'
import { type Failure, failureOf, HttpError, UNREACHABLE } from '../api/failure.ts'

/** Sends statements to `POST /api/cypher`. Errors and answers that break off are values, never exceptions. */

export interface Statement {
  query: string
  params: Record<string, unknown>
  mode: Mode
  /** Maximum rows and bytes; the server may have lower limits. */
  limit: number
  bytes: number
}

export type Summary = Extract<AdhocLine, { type: 'summary' }>
export type Ending =
  | { kind: 'whole'; summary: Summary }
  /** `place` is the place of the error in the statement. */
  | { kind: 'refused'; failure: Failure; place: Place | null }
  | { kind: 'cancelled' }
  /** The connection was lost before the last line. */
  | { kind: 'cut' }

/** Passes on lines as they arrive, those of one chunk together. Returns how the stream ended. */
export async function ask(
  fetch: typeof globalThis.fetch,
  statement: Statement,
  signal: AbortSignal,
  onLines: (lines: AdhocLine[]) => void,
): Promise<Ending> {
  let ending: Ending = { kind: 'cut' }
  try {
    const response = await fetch('/api/cypher', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: JSON.stringify(statement),
      signal,
    })
    if (!response.ok || !response.body || !isLines(response))
      return refused(failureOf(response, await response.json().catch(() => null)))
    for await (const lines of readLines(response.body, AdhocLineSchema)) {
      onLines(lines.filter(line => line.type !== 'summary' && line.type !== 'error'))
      const last = lines.at(-1)
      if (last?.type === 'summary') ending = { kind: 'whole', summary: last }
      if (last?.type === 'error') ending = refused({ ...last.error, status: response.status, retryAfter: null })
    }
    return ending
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' }
    if (!(error instanceof HttpError)) return refused(UNREACHABLE)
    return error.code === 'cut' ? { kind: 'cut' } : refused(error)
  }
}

const isLines = (response: Response) => (response.headers.get('content-type') ?? '').includes('ndjson')

const refused = (failure: Failure): Ending => ({
  kind: 'refused',
  // A statement that took too long would take too long again.
  failure: failure.code === 'too-slow' ? { ...failure, retryAfter: null } : failure,
  place: PlaceSchema.safeParse(failure.details).data ?? null,
})
