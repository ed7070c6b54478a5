import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'

export interface Timed {
  p50: number
  p95: number
}

/** Milliseconds of each task, interleaved as A B C A B C …, so that other load affects all alike. Each must return `expected`. */
export async function timedInTurn(
  works: Record<string, () => Promise<number>>,
  { warmUp, rounds, expected }: { warmUp: number; rounds: number; expected: number },
): Promise<Record<string, Timed>> {
  const times = new Map<string, number[]>(Object.keys(works).map(name => [name, []]))
  for (let round = -warmUp; round < rounds; round++)
    for (const [name, work] of Object.entries(works)) {
      const from = performance.now()
      const given = await work()
      if (round >= 0) times.get(name)?.push(performance.now() - from)
      if (given !== expected) throw new Error(`${name} gave ${given} rows and not ${expected}`)
    }
  return Object.fromEntries(
    [...times].map(([name, all]) => [name, { p50: quantile(all, 0.5), p95: quantile(all, 0.95) }]),
  )
}

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

export const round = (ratio: number): number => Math.round(ratio * 100) / 100

/** A minimal HTTP client with keep-alive: `fetch` alone takes as long as a small answer. */
export function caller() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const json = (
    url: string,
    {
      method = 'GET',
      headers = {},
      body = '',
    }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) =>
    new Promise<unknown>((resolve, reject) => {
      const sent = request(url, { agent, method, headers }, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          const { statusCode = 0 } = response
          if (statusCode >= 300)
            return reject(new Error(`${statusCode} from ${url}: ${bytes.toString().slice(0, 300)}`))
          resolve(JSON.parse(unpacked(response.headers['content-encoding'], bytes).toString()))
        })
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return { json, close: () => agent.destroy() }
}

const unpacked = (encoding: string | undefined, bytes: Buffer) => (encoding === 'gzip' ? gunzipSync(bytes) : bytes)
