import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { type EndSpan, traceStatements } from './db/statement-span.ts'
import { VERSION } from './root/product-version.ts'

/**
 * Sends traces by OTLP over HTTP, in JSON. The address, headers, sampling and resource are those of the environment variables of OpenTelemetry, such as
 * OTEL_EXPORTER_OTLP_ENDPOINT. Returns the function that sends what is left and stops. Loaded only with a collector, as its packages take a second.
 */
export function startTracing(): () => Promise<void> {
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'who-left-where', 'service.version': VERSION }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  traceStatements(beginStatementSpan)
  return () => provider.shutdown()
}

/** The span of a statement within the request that is traced; outside of one, there is none. */
function beginStatementSpan(name: string): EndSpan {
  if (!trace.getActiveSpan()?.isRecording()) return () => {}
  const span = trace.getTracer('who-left-where').startSpan(name, {
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
