import { isIP } from 'node:net'
import type { Request, RequestHandler } from 'express'
import { type Host, type HostPattern, isLoopback, matchesHost, readHost, samePort } from '../lib/host-names.ts'
import { HttpError } from '../lib/http-errors.ts'

/**
 * Answers requests to our own host only: a loopback one, or one that matches `allowed`. Otherwise any page on the web could point
 * its name at this machine (DNS rebinding) and read the graph as its own origin. `/metrics` also answers an IP address, which
 * cannot be rebound, because Prometheus addresses pods so.
 * @throws {HttpError} 421
 */
export const ownHostOnly =
  (allowed: readonly HostPattern[]): RequestHandler =>
  (request, _response, next) => {
    const isOwn = (host: Host | null): boolean =>
      host !== null &&
      (isLoopback(host.name) ||
        allowed.some(pattern => matchesHost(host, pattern)) ||
        (request.path === '/metrics' && isIP(host.name) !== 0))
    const hosts = hostsOf(request)
    const foreign = hosts.find(host => !isOwn(host))
    if (foreign === undefined && hosts.length > 0) return next()
    const message = foreign
      ? `This server does not answer for the host ${foreign.name}. If that is its name, add it to ALLOWED_HOSTS in the server's environment and restart: ALLOWED_HOSTS=${foreign.name}.`
      : "The request must have exactly one valid Host header: localhost, or a name that ALLOWED_HOSTS in the server's environment lists."
    throw new HttpError(421, 'foreign-host', message)
  }

/** The host of the header, and that of a complete URL in the request line. Null for one that is malformed, missing or repeated. */
function hostsOf(request: Request): (Host | null)[] {
  const [host, ...others] = request.headersDistinct.host ?? []
  const target = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(request.originalUrl)?.[1]
  const header = host === undefined || others.length > 0 ? null : readHost(host)
  return target === undefined ? [header] : [header, readHost(target)]
}

/**
 * Refuses requests that another site's page sends. Programs send neither header. The schemes may differ, because a proxy may
 * have ended TLS.
 * @throws {HttpError} 403
 */
export const ownPagesOnly: RequestHandler = (request, _response, next) => {
  const { origin, 'sec-fetch-site': site } = request.headers
  const host = readHost(request.headers.host ?? '')
  const from = origin === undefined ? host : readHost(/^https?:\/\/(.*)$/i.exec(origin)?.[1] ?? '')
  const isSameHost = from !== null && host !== null && from.name === host.name && samePort(from.port, host.port)
  if (isSameHost && (site === undefined || site === 'same-origin' || site === 'none')) return next()
  throw new HttpError(
    403,
    'foreign-origin',
    'Only pages of this server may send this from a browser. If this is one of them, let the reverse proxy pass on the Host header as the browser sent it, with its port.',
  )
}
