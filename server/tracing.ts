import { VERSION } from './root/product-version.ts'

/**
 * Sends traces by OTLP over HTTP, in JSON. The address, headers, sampling and resource are those of the environment variables of OpenTelemetry, such as
 * OTEL_EXPORTER_OTLP_ENDPOINT. The packages are loaded only here. Returns the function that sends what is left and stops.
 */
export async function startTracing(): Promise<() => Promise<void>> {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'who-left-where', 'service.version': VERSION }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  return () => provider.shutdown()
}
