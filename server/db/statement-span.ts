import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { statementName } from './cypher-files.ts'

const tracer = trace.getTracer('who-left-where')

/** Begins the span of a statement that has a file. */
export const beginStatement = (cypher: string): EndSpan => beginSpan(() => statementName(cypher))

type EndSpan = (error?: unknown) => void

/**
 * Begins the span of a statement, if the request to which it belongs is traced, and returns the function that ends it, with its error if it failed. The
 * span has the name of the statement, and neither its text nor its parameters.
 */
export function beginSpan(nameOf: () => string): EndSpan {
  if (!trace.getActiveSpan()?.isRecording()) return () => {}
  const name = nameOf()
  const span = tracer.startSpan(name, {
    kind: SpanKind.CLIENT,
    attributes: { 'db.system.name': 'neo4j', 'db.query.summary': name },
  })
  return error => {
    if (error !== undefined) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
      span.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR })
    }
    span.end()
  }
}
