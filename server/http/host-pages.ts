import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** What other sites may do with this app. */
export interface HostPages {
  /** EMBED_ANCESTORS: the sites whose pages may show `/embed` in a frame, as in `frame-ancestors`; undefined for all. */
  embedAncestors?: readonly string[] | undefined
  /** CORS_ORIGINS: the origins whose pages may read the questions and their pictures; `*` for all, none by default. */
  corsOrigins?: readonly string[] | undefined
}

const policy = (frameAncestors: readonly string[] | null) =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        workerSrc: ["'self'"],
        frameAncestors: frameAncestors === null ? null : [...frameAncestors],
        upgradeInsecureRequests: null,
      },
    },
    xFrameOptions: false,
    strictTransportSecurity: false,
  })

/**
 * The security headers of every answer. `/embed` and `/reconcile/preview` may be framed by those that are allowed, also where the host
 * page isolates itself (COEP) or puts them into a sandbox; its files may be loaded from there. Other pages are framed by none.
 */
export function securityHeaders({ embedAncestors }: HostPages): RequestHandler {
  // Our own pages preview what is shared.
  const named = embedAncestors && ["'self'", ...embedAncestors.filter(one => one !== "'none'")]
  const [framed, unframed] = [policy(named ?? null), policy(["'none'"])]
  return (request, response, next) => {
    const isEmbed = EMBED.test(request.path)
    const handler = isEmbed ? framed : unframed
    handler(request, response, error => {
      if (isEmbed || ASSETS.test(request.path))
        response.set({
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        })
      // A sandbox without `allow-same-origin` has no origin, and loads even our own scripts as another site.
      if (ASSETS.test(request.path)) response.set('Access-Control-Allow-Origin', '*')
      next(error)
    })
  }
}

const EMBED = /^\/(embed|reconcile\/preview)\/?$/
/** What pages load: the same for everyone. */
const ASSETS = /^\/(assets\/|icon\.svg$|embed\.js$)/

/** Lets the pages of these origins read answers and pictures of named questions. They hold no credential, so none is allowed. */
export function crossOriginReads({ corsOrigins = [] }: HostPages): RequestHandler {
  const all = corsOrigins.includes('*')
  return (request, response, next) => {
    if (corsOrigins.length === 0) return next()
    const { origin } = request.headers
    if (!all) response.vary('Origin')
    if (all || (origin !== undefined && corsOrigins.includes(origin))) {
      response.set({
        'Access-Control-Allow-Origin': all ? '*' : origin,
        'Access-Control-Expose-Headers': 'ETag, Link, X-Truncated, Warning, Age, Retry-After, X-Request-Id',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      })
      if (request.method === 'OPTIONS' && request.get('access-control-request-method') !== undefined)
        return void response
          .set({ 'Access-Control-Allow-Methods': 'GET, HEAD', 'Access-Control-Allow-Headers': '*' })
          .status(204)
          .end()
    }
    next()
  }
}
