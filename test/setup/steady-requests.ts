import { createHash } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { HttpErrorBodySchema } from '../../cypher/wire.ts'

export interface Received {
  path: string
  /** 0 if the connection failed before the answer was complete. */
  status: number
  headers: IncomingHttpHeaders
  /** What the body turned out to be; an error is in the format of every error. */
  body: 'json' | 'lines' | 'failed lines' | 'error' | 'other'
  /** Hash of the body. */
  digest: string
  /** When it was complete, by `performance.now()`. */
  at: number
  milliseconds: number
}

export interface Expected {
  /** Digests of the bodies that were sent before the fault, by path. */
  digests: ReadonlyMap<string, string>
  /** The longest time of an answer, in milliseconds. */
  within: number
  /** Whether connections may fail before their answer is complete. */
  mayBreak?: boolean
}

/** Sends one GET, and never rejects. */
export function receive(url: string, path: string, agent?: Agent): Promise<Received> {
  const from = performance.now()
  const done = (rest: Pick<Received, 'status' | 'headers' | 'body' | 'digest'>): Received => {
    const at = performance.now()
    return { path, ...rest, at, milliseconds: at - from }
  }
  const failed = () => done({ status: 0, headers: {}, body: 'other', digest: '' })
  return new Promise(resolve => {
    const sent = request(url + path, { agent }, async response => {
      try {
        const { statusCode = 0, headers } = response
        const whole = await text(response)
        const digest = createHash('sha256').update(whole).digest('hex')
        resolve(done({ status: statusCode, headers, body: kindOf(whole, headers['content-type'] ?? ''), digest }))
      } catch {
        resolve(failed())
      }
    })
    sent.once('error', () => resolve(failed()))
    sent.end()
  })
}

function kindOf(whole: string, type: string): Received['body'] {
  try {
    if (type.includes('ndjson')) {
      const lines = whole
        .split('\n')
        .slice(0, -1)
        .map(line => JSON.parse(line))
      const last = whole.endsWith('\n') && lines.at(-1)?.type
      return last === 'summary' ? 'lines' : last === 'error' ? 'failed lines' : 'other'
    }
    const parsed = JSON.parse(whole)
    return HttpErrorBodySchema.safeParse(parsed).success ? 'error' : 'json'
  } catch {
    return 'other'
  }
}

/** Sends requests at a steady rate, whatever becomes of them, until `stop`, which waits for their answers. */
export function requestSteadily(url: string, paths: readonly string[], perSecond: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const received: Received[] = []
  const pending: Promise<unknown>[] = []
  let isStopped = false
  const from = performance.now()
  const sending = (async () => {
    while (!isStopped) {
      const due = ((performance.now() - from) / 1000) * perSecond
      while (pending.length < due) {
        const path = paths[pending.length % paths.length] as string
        pending.push(receive(url, path, agent).then(one => received.push(one)))
      }
      await sleep(1000 / perSecond)
    }
  })()
  return {
    received,
    async stop(): Promise<Received[]> {
      isStopped = true
      await sending
      await Promise.all(pending)
      agent.destroy()
      return received
    },
  }
}

/** The digests of the answers to these paths. Every path must be answered. */
export async function digestsOf(url: string, paths: readonly string[]): Promise<Map<string, string>> {
  const digests = new Map<string, string>()
  for (const path of paths) {
    const { status, digest } = await receive(url, path)
    if (status !== 200) throw new Error(`${status} from ${path}`)
    digests.set(path, digest)
  }
  return digests
}

/** What is wrong with each of these answers: allowed are whole and correct ones, and errors that say when to try again. */
export function wrongIn(received: readonly Received[], expected: Expected): string[] {
  return received.flatMap(one => {
    const wrong = whatIsWrong(one, expected)
    return wrong ? [`${one.path}: ${wrong} (${one.status} after ${Math.round(one.milliseconds)} ms)`] : []
  })
}

function whatIsWrong(
  { path, status, headers, body, digest, milliseconds }: Received,
  { digests, within, mayBreak = false }: Expected,
): string | undefined {
  if (milliseconds > within) return `it took longer than ${within} ms`
  if (status === 0) return mayBreak ? undefined : 'the connection failed'
  if (status === 200) {
    if (body === 'failed lines') return undefined
    return body === 'other' || digest !== digests.get(path) ? `the body is ${body}, and not the one before` : undefined
  }
  if (status !== 503 && status !== 504) return 'the status is neither 200 nor 503 nor 504'
  if (body !== 'error') return 'the error is not in the format of errors'
  return status === 503 && !headers['retry-after'] ? 'Retry-After is missing' : undefined
}

/** How many answers had each status, such as `{"200": 90, "503": 10}`. */
export function statuses(received: readonly Received[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of received) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
