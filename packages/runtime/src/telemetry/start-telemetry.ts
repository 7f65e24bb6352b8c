import { randomUUID } from 'node:crypto'
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider } from '@opentelemetry/sdk-metrics'
import { endsWithin } from '../deadline.ts'
import { createGauges } from './gauges.ts'
import { createInstruments } from './instruments.ts'
import { createMetricReader, createTraceProvider } from './otlp.ts'
import { toPrometheusText } from './prometheus-text.ts'
import type { TelemetryDeps } from './telemetry.ts'
import type { Telemetry } from './telemetry.types.ts'
import { createTracing } from './tracing.ts'

const scope = 'pantheon'
const stopMs = 1500

/** Starts telemetry: see `createTelemetry`. */
export const startTelemetry = ({ config, clock, logger }: TelemetryDeps): Telemetry => {
  const { otlp, serviceName } = config
  // Set explicitly: resource detectors would publish details of the machine.
  const resource = resourceFromAttributes({ 'service.name': serviceName, 'service.instance.id': randomUUID() })
  const prometheus = new PrometheusExporter({ preventServerStart: true }) // its own server would listen on every interface
  const readers = otlp ? [prometheus, createMetricReader(otlp, logger)] : [prometheus]
  const metrics = new MeterProvider({ resource, readers })
  const traces = otlp && createTraceProvider(otlp, resource, logger)
  const meter = metrics.getMeter(scope)
  const gauges = createGauges(meter)

  return {
    ...createInstruments(meter, { clock, tracing: traces && createTracing(traces.getTracer(scope)) }),
    watch: gauges.watch,
    scrape: async () => toPrometheusText((await prometheus.collect()).resourceMetrics),
    stop: async () => {
      const ending = Promise.allSettled([traces?.shutdown(), metrics.shutdown()]) // the exporters have logged their failures
      if (!(await endsWithin(stopMs, ending))) logger.warn({ stopMs }, 'the collector did not take in time what was measured last')
      gauges.close()
    },
  }
}
