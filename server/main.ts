import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import type { Express } from 'express'
import { type Logger, pino, stdTimeFunctions } from 'pino'

export interface Listening {
  url: string
  /** Takes no new requests, lets those under way finish for up to 10 s, and is done. */
  stop(): Promise<void>
}

/** Lines of JSON for machines, readable ones for a terminal. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    timestamp: stdTimeFunctions.isoTime,
    ...(process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } } : {}),
  })

const DRAIN_MS = 10_000

// Rows go through and nothing of them stays: V8's own choice lets the heap grow to twice what is alive before it collects.
setFlagsFromString('--heap-growing-percent=30')

/** @throws the listening error, as EADDRINUSE */
export async function listen(app: Express, port: number, host: string): Promise<Listening> {
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = app.listen(port, host, error => (error ? reject(error) : resolve(starting)))
  })
  const { port: taken } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${taken}/`, stop: () => drain(server) }
}

const drain = (server: Server) =>
  new Promise<void>(resolve => {
    const impatient = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearTimeout(impatient)
      resolve()
    })
    server.closeIdleConnections()
  })
