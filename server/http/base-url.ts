import type { Request } from 'express'

/** The base URL as the client sees it. The Host header is untrusted, so only a plain host is used. */
export function baseOf(request: Request): URL {
  const host = request.get('host') ?? ''
  return new URL(
    `${request.protocol}://${/^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i.test(host) ? host : 'localhost'}/`,
  )
}
