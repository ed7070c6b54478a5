import { type Request, type RequestHandler, type Response, Router } from 'express'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { readOnly } from './methods.ts'

const registry = new Registry()
collectDefaultMetrics({ register: registry })
const seconds = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from a request to the end of its answer, by route (with the name of the question) and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
  registers: [registry],
})
const refusals = new Counter({
  name: 'http_requests_refused_total',
  help: 'Questions refused with 503 because too many were being answered.',
  registers: [registry],
})

export const countRefusal = (): void => refusals.inc()

const overruns = new Counter({
  name: 'adhoc_overruns_total',
  help: 'Ad hoc statements that did not stop after their deadline, by whether their Neo4j was ended.',
  labelNames: ['ended'],
  registers: [registry],
})

/** Counts an ad hoc statement that did not stop. */
export const countOverrun = (ended: boolean): void => overruns.inc({ ended: String(ended) })

/** Times every answer. Labels are routes and known questions, never text from a request, so their number is bounded. */
export const measure: RequestHandler = (request, response, next) => {
  const end = seconds.startTimer()
  response.once('close', () => {
    const { method, route, status } = routeOf(request, response)
    end({ method, route, status })
  })
  next()
}

export interface MeasuredRoute {
  method: string
  /** The pattern of its path, with the name of the question. */
  route: string
  status: number | 'aborted'
  question?: string | undefined
}

/** What an answered request was, without text from the request. */
export function routeOf(request: Request, response: Response): MeasuredRoute {
  const { question } = response.locals as { question?: string }
  const path: unknown = request.route?.path
  const base = request.baseUrl || (MOUNTS.find(mount => request.originalUrl.startsWith(mount)) ?? '')
  const route = typeof path === 'string' ? `${base}${path}` : 'other'
  return {
    method: METHODS.has(request.method) ? request.method : 'other',
    route: question ? route.replace(':name', question) : route,
    status: response.writableFinished ? response.statusCode : 'aborted',
    question,
  }
}

/** Where routers are mounted: one that an error leaves no longer says so. */
const MOUNTS = ['/api/queries', '/api/network', '/api/cypher', '/api', '/mcp', '/reconcile', '/embed', '/oembed']
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

/** `GET /metrics` for Prometheus. */
export function metrics(): Router {
  const router = Router()
  router.get('/metrics', async (_request, response) => {
    response
      .set('Cache-Control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics())
  })
  router.all('/metrics', readOnly)
  return router
}
