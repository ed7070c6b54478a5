import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { RequestHandler } from 'express'
import { routeOf } from './metrics.ts'

const tracer = trace.getTracer('who-left-where')

/**
 * The span of each request, in the trace that its header `traceparent` names, if tracing is on. It has what the metrics have, and the id of the
 * request: no address with parameters, and no text from the request.
 */
export const traceRequests: RequestHandler = (request, response, next) => {
  const parent = propagation.extract(context.active(), request.headers)
  const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER }, parent)
  if (!span.isRecording()) return context.with(parent, next)
  response.once('close', () => {
    const { method, route, status, question } = routeOf(request, response)
    span.updateName(`${method} ${route}`).setAttributes({
      'http.request.method': method,
      'http.route': route,
      ...(typeof status === 'number' ? { 'http.response.status_code': status } : { 'error.type': status }),
      ...(question === undefined ? {} : { 'who_left_where.question': question }),
      'who_left_where.request_id': String(request.id),
    })
    if (status === 'aborted' || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  })
  context.with(trace.setSpan(parent, span), next)
}
