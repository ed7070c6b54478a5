import { type AdhocLine, AdhocLineSchema, type Mode, type Place } from '../../cypher/adhoc.ts'
import { RefusalSchema } from '../../cypher/wire.ts'

/** Sends a statement to `POST /api/cypher`. Rejections and broken streams are values, never exceptions. */

export interface Statement {
  query: string
  params: Record<string, unknown>
  mode: Mode
  /** Maximum rows and bytes; the server may have lower limits. */
  limit: number
  bytes: number
}

export interface Refused {
  code: string
  /** The message of the server; empty if the reply did not come from the server. */
  message: string
  place: Place | null
  /** In seconds; null if a retry would have the same result. */
  retryAfter: number | null
}

export type Summary = Extract<AdhocLine, { type: 'summary' }>
export type Ending =
  | { kind: 'whole'; summary: Summary }
  | { kind: 'refused'; refused: Refused }
  | { kind: 'cancelled' }
  /** The connection broke without an error from the server. */
  | { kind: 'cut' }

/** Passes on lines as they arrive, those of one chunk together. Returns how the stream ended. */
export async function ask(
  fetch: typeof globalThis.fetch,
  statement: Statement,
  signal: AbortSignal,
  onLines: (lines: AdhocLine[]) => void,
): Promise<Ending> {
  let begun = false
  try {
    const response = await fetch('/api/cypher', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
      body: JSON.stringify(statement),
      signal,
    })
    if (!response.ok || !response.body || !isLines(response))
      return { kind: 'refused', refused: await refusedOf(response) }
    begun = true
    return await readLines(response.body, onLines)
  } catch {
    if (signal.aborted) return { kind: 'cancelled' }
    if (begun) return { kind: 'cut' }
    return { kind: 'refused', refused: { code: 'unreachable', message: '', place: null, retryAfter: 5 } }
  }
}

const isLines = (response: Response) => (response.headers.get('content-type') ?? '').includes('ndjson')

async function readLines(body: ReadableStream<Uint8Array>, onLines: (lines: AdhocLine[]) => void): Promise<Ending> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let ending: Ending = { kind: 'cut' }
  for (;;) {
    // After its last line an answer is complete, even if the connection fails. Keep reading, so that the browser does not report it as cancelled.
    const { done, value } = await reader.read().catch(error => {
      if (ending.kind === 'cut') throw error
      return { done: true as const, value: undefined }
    })
    if (done) return ending
    const texts = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = texts.pop() ?? ''
    const lines = texts.filter(Boolean).map(readLine)
    const last = lines.at(-1)
    onLines(lines.filter(line => line.type !== 'summary' && line.type !== 'error'))
    if (last?.type === 'summary') ending = { kind: 'whole', summary: last }
    if (last?.type === 'error')
      ending = { kind: 'refused', refused: { ...last.error, place: placeIn(last.error.details), retryAfter: null } }
  }
}

/** Validates all lines except rows and graphs, which are many and come from our server. */
function readLine(text: string): AdhocLine {
  const line = JSON.parse(text) as AdhocLine
  return line.type === 'row' || line.type === 'graph' ? line : AdhocLineSchema.parse(line)
}

async function refusedOf(response: Response): Promise<Refused> {
  const body: unknown = await response.json().catch(() => null)
  const refusal = RefusalSchema.safeParse(body).data?.error
  const seconds = Number(response.headers.get('retry-after'))
  return {
    code: refusal?.code ?? 'unreadable',
    message: refusal?.message ?? '',
    place: placeIn(refusal?.details),
    retryAfter: seconds > 0 ? Math.min(seconds, 300) : null,
  }
}

function placeIn(details: unknown): Place | null {
  if (typeof details !== 'object' || details === null) return null
  const { line, column } = details as Partial<Record<string, unknown>>
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : null
}
