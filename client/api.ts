import { RefusalSchema, type Reply } from '../cypher/wire.ts'

export interface Ask {
  name: string
  params: Record<string, string>
}

/** Why there is no answer. `retryAfter` is in seconds, and null where asking again would give the same. */
export interface Failure {
  status: number
  code: string
  message: string
  retryAfter: number | null
}

export type Outcome = { ok: true; reply: Reply } | { ok: false; failure: Failure }

/** Asks one question; given to the store as an argument, so that a test can answer in its place. */
export type FetchReply = (ask: Ask) => Promise<Outcome>

const RETRY_SECONDS = 5
const PASSING = new Set([0, 502, 503, 504])

/** Answers over HTTP. Never rejects: a page of some proxy, a cut line and a refusal are all outcomes. */
export const httpReply =
  (fetch: typeof globalThis.fetch, base = '/api/queries'): FetchReply =>
  async ({ name, params }) => {
    try {
      const url = `${base}/${encodeURIComponent(name)}?${new URLSearchParams(params)}`
      const response = await fetch(url, { headers: { accept: 'application/json' } })
      const body: unknown = await response.json().catch(() => null)
      if (response.ok && isReply(body)) return { ok: true, reply: body }
      return { ok: false, failure: failureOf(response, body) }
    } catch {
      return { ok: false, failure: { status: 0, code: 'unreachable', message: '', retryAfter: RETRY_SECONDS } }
    }
  }

const isReply = (body: unknown): body is Reply =>
  typeof body === 'object' && body !== null && 'rows' in body && Array.isArray(body.rows) && 'cypher' in body

function failureOf(response: Response, body: unknown): Failure {
  const { status } = response
  const refusal = RefusalSchema.safeParse(body).data?.error
  const told = Number(response.headers.get('retry-after'))
  const seconds = Number.isFinite(told) && told > 0 ? Math.min(told, 300) : RETRY_SECONDS
  return {
    status: refusal || !response.ok ? status : 0,
    code: refusal?.code ?? 'unreadable',
    message: refusal?.message ?? '',
    retryAfter: PASSING.has(status) ? seconds : null,
  }
}
