import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import type { Express } from 'express'
import { type Logger, pino, stdTimeFunctions } from 'pino'

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

/** @throws the error of `listen`, such as EADDRINUSE */
export async function listen(app: Express, port: number, host: string): Promise<Listening> {
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = app.listen(port, host, error => (error ? reject(error) : resolve(starting)))
  })
  const { port: actualPort } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
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
