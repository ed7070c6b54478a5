import type { z } from 'zod'
import type { Query } from '../../cypher/query.ts'
import { type Line, type Refusal, RefusalSchema, type Reply } from '../../cypher/wire.ts'

/** The client of the server, for its pages and, as `who-left-where/client`, for other projects. */

export interface Ask {
  name: string
  params: Record<string, string>
}

/** The reason for a missing answer. `retryAfter` is in seconds; null if a retry would have the same result. */
export interface Failure {
  status: number
  code: string
  message: string
  retryAfter: number | null
}

export type Outcome = { ok: true; reply: Reply } | { ok: false; failure: Failure }

/** Asks one question. The store takes it as an argument, so that tests can replace it. */
export type FetchReply = (ask: Ask) => Promise<Outcome>

/** An error with a `Failure`. */
export class Refused extends Error implements Failure {
  override name = 'Refused'
  readonly status: number
  readonly code: string
  readonly retryAfter: number | null
  constructor({ status, code, message, retryAfter }: Failure) {
    super(message || code)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

export interface RunOptions {
  /** The `next` of the page before. */
  cursor?: string
  signal?: AbortSignal
}

/** `P` and `R` are the question's parameters and row, inferred from its definition. */
export interface Client {
  /** One page of the answer. @throws {Refused} */
  run<P extends z.ZodObject, R extends z.ZodObject>(
    question: Query<P, R>,
    params: z.input<P>,
    options?: RunOptions,
  ): Promise<Reply<z.output<R>>>
  /** The same, page after page to the end. */
  pages<P extends z.ZodObject, R extends z.ZodObject>(
    question: Query<P, R>,
    params: z.input<P>,
    options?: RunOptions,
  ): AsyncGenerator<Reply<z.output<R>>>
  /** Rows as they arrive, in constant memory. @throws {Refused} also if the answer breaks off */
  rows<P extends z.ZodObject, R extends z.ZodObject>(
    question: Query<P, R>,
    params: z.input<P>,
    options?: RunOptions,
  ): AsyncGenerator<z.output<R>>
}

export interface ClientOptions {
  /** URL of the server, such as `https://example.org/`. Not needed on the server's own pages. */
  base?: string
  fetch?: typeof globalThis.fetch
}

export function createClient({ base = '/', fetch = globalThis.fetch }: ClientOptions = {}): Client {
  const address = (name: string, params: object, cursor?: string) => {
    const given = Object.entries({ ...params, cursor }).filter(([, value]) => value !== undefined && value !== null)
    const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
    return `${base.replace(/\/$/, '')}/api/queries/${encodeURIComponent(name)}?${query}`
  }
  async function run<P extends z.ZodObject, R extends z.ZodObject>(
    question: Query<P, R>,
    params: z.input<P>,
    { cursor, signal }: RunOptions = {},
  ): Promise<Reply<z.output<R>>> {
    const outcome = await askReply(fetch, address(question.name, params, cursor), signal)
    if (!outcome.ok) throw new Refused(outcome.failure)
    return outcome.reply as Reply<z.output<R>>
  }
  return {
    run,
    async *pages(question, params, options = {}) {
      for (let cursor = options.cursor; ; ) {
        const reply = await run(question, params, { ...options, cursor })
        yield reply
        cursor = reply.next
        if (!cursor) return
      }
    },
    async *rows<P extends z.ZodObject, R extends z.ZodObject>(
      question: Query<P, R>,
      params: z.input<P>,
      { cursor, signal }: RunOptions = {},
    ) {
      const headers = { accept: 'application/x-ndjson' }
      const response = await fetch(address(question.name, params, cursor), { headers, signal })
      if (!response.ok || !response.body)
        throw new Refused(failureOf(response, await response.json().catch(() => null)))
      for await (const line of linesOf(response.body)) {
        const said = JSON.parse(line) as Line<z.output<R>>
        if ('row' in said) yield said.row
        if ('error' in said) throw new Refused({ ...said.error, status: response.status, retryAfter: null })
        if ('summary' in said) return
      }
      throw new Refused({ status: 0, code: 'cut', message: 'The answer was cut off.', retryAfter: RETRY_SECONDS })
    },
  }
}

const RETRY_SECONDS = 5
const PASSING = new Set([0, 502, 503, 504])

/** Sends a question over HTTP. Never rejects: errors, proxy pages and lost connections are outcomes. */
export const httpReply =
  (fetch: typeof globalThis.fetch, base = '/api/queries'): FetchReply =>
  ({ name, params }) =>
    askReply(fetch, `${base}/${encodeURIComponent(name)}?${new URLSearchParams(params)}`)

async function askReply(fetch: typeof globalThis.fetch, url: string, signal?: AbortSignal): Promise<Outcome> {
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' }, signal })
    const body: unknown = await response.json().catch(() => null)
    if (response.ok && isReply(body)) return { ok: true, reply: body }
    return { ok: false, failure: failureOf(response, body) }
  } catch (error) {
    if (signal?.aborted) throw error
    return { ok: false, failure: { status: 0, code: 'unreachable', message: '', retryAfter: RETRY_SECONDS } }
  }
}

const isReply = (body: unknown): body is Reply =>
  typeof body === 'object' && body !== null && 'rows' in body && Array.isArray(body.rows) && 'cypher' in body

function failureOf(response: Response, body: unknown): Failure {
  const { status } = response
  const refusal: Refusal['error'] | undefined = RefusalSchema.safeParse(body).data?.error
  const told = Number(response.headers.get('retry-after'))
  const seconds = Number.isFinite(told) && told > 0 ? Math.min(told, 300) : RETRY_SECONDS
  return {
    status: refusal || !response.ok ? status : 0,
    code: refusal?.code ?? 'unreadable',
    message: refusal?.message ?? '',
    retryAfter: PASSING.has(status) ? seconds : null,
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } finally {
    await reader.cancel()
  }
}
