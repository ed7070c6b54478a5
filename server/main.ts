import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import type { Express } from 'express'
import { type Logger, pino, stdTimeFunctions } from 'pino'
import { answerUnreadable } from './http/unreadable-requests.ts'

export interface Listening {
  url: string
  /** Stops accepting requests, and waits up to 10 s for those in progress. */
  stop(): Promise<void>
}

/** Logs JSON lines, or readable lines in a terminal if the development dependencies are installed. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    timestamp: stdTimeFunctions.isoTime,
    ...(process.stdout.isTTY && isInstalled(READABLE)
      ? { transport: { target: READABLE, options: { ignore: 'pid,hostname' } } }
      : {}),
  })

const READABLE = 'pino-pretty'

function isInstalled(name: string): boolean {
  try {
    return createRequire(import.meta.url).resolve(name) !== ''
  } catch {
    return false
  }
}

const DRAIN_MS = 10_000

// Rows are short-lived. By default, V8 lets the heap grow to twice the live objects before it collects.
setFlagsFromString('--heap-growing-percent=30')

/** A server that listens on all addresses is at the loopback one too. */
const ANY_ADDRESS: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** How long a client may take, in milliseconds. */
export interface ClientLimits {
  /** To send the headers of a request, also of the first one. */
  headersTimeout: number
  /** To send a whole request. */
  requestTimeout: number
  /** How often these two are checked. */
  connectionsCheckingInterval: number
  /** Between two requests on one connection. */
  keepAliveTimeout: number
  /** Without reading anything of an answer. */
  stalled: number
}

const CLIENT_LIMITS: ClientLimits = {
  headersTimeout: 20_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  // Proxies reuse connections for 60 s, and a request must not meet one that is being closed.
  keepAliveTimeout: 75_000,
  // More than the database may take, because nothing is sent meanwhile.
  stalled: 60_000,
}

/** Connections that wait to be accepted: more than a page with all its readers opens at once. */
const BACKLOG = 4_096

/** @throws the error of `listen`, such as EADDRINUSE */
export async function listen(
  app: Express,
  port: number,
  host: string,
  { stalled, ...limits }: ClientLimits = CLIENT_LIMITS,
): Promise<Listening> {
  // The app refuses a request without a Host header itself, in words.
  const server = createServer({ requireHostHeader: false, ...limits }, app).on('clientError', answerUnreadable)
  server.setTimeout(stalled)
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen({ port, host, backlog: BACKLOG }, resolve),
  )
  const { port: actualPort } = server.address() as AddressInfo
  const address = ANY_ADDRESS[host] ?? host
  const name = address.includes(':') ? `[${address}]` : address
  return { url: `http://${name}:${actualPort}/`, stop: () => drain(server) }
}

const drain = (server: Server) =>
  new Promise<void>(resolve => {
    const timeout = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearTimeout(timeout)
      resolve()
    })
    server.closeIdleConnections()
  })
