import { type ExportResult, ExportResultCode } from '@opentelemetry/core'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import type { Resource } from '@opentelemetry/resources'
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { AlwaysOffSampler, BasicTracerProvider, BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace-base'
import type { Logger } from '@pantheon/kernel'
import type { OtlpConfig } from './telemetry.types.ts'

interface Exporter<T> {
  export(items: T, done: (result: ExportResult) => void): void
}

/** Makes an exporter log when its collector stops accepting data, and when it accepts it again: not on every failure. */
const logging = <T, E extends Exporter<T>>(exporter: E & Exporter<T>, signal: string, logger: Logger): E => {
  const send = exporter.export.bind(exporter)
  let isFailing = false
  exporter.export = (items: T, done: (result: ExportResult) => void): void =>
    send(items, (result) => {
      const fails = result.code !== ExportResultCode.SUCCESS
      if (fails && !isFailing) logger.warn({ err: result.error, signal }, 'the collector does not take what is measured; it is dropped until it does')
      if (!fails && isFailing) logger.info({ signal }, 'the collector takes what is measured again')
      isFailing = fails
      done(result)
    })
  return exporter
}

const addressed = ({ endpoint, headers, timeoutMs }: OtlpConfig, path: string) => ({
  url: `${endpoint}${path}`,
  headers: { ...headers },
  timeoutMillis: timeoutMs,
})

/** Sends metrics to a collector periodically. */
export const createMetricReader = (config: OtlpConfig, logger: Logger): PeriodicExportingMetricReader =>
  new PeriodicExportingMetricReader({
    exporter: logging(new OTLPMetricExporter(addressed(config, '/v1/metrics')), 'metrics', logger),
    exportIntervalMillis: config.metricIntervalMs,
    exportTimeoutMillis: Math.min(config.timeoutMs, config.metricIntervalMs),
  })

/** Creates traces and sends them to a collector. Spans above a queue of 2,048 are dropped. */
export const createTraceProvider = (config: OtlpConfig, resource: Resource, logger: Logger): BasicTracerProvider => {
  const ours = new TraceIdRatioBasedSampler(config.sampleRatio)
  const exporter = logging(new OTLPTraceExporter(addressed(config, '/v1/traces')), 'traces', logger)
  return new BasicTracerProvider({
    resource,
    // Any client can send a `traceparent`: it may exclude its request from the traces, but not raise our sampling rate.
    sampler: new ParentBasedSampler({ root: ours, remoteParentSampled: ours, remoteParentNotSampled: new AlwaysOffSampler() }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: config.timeoutMs, scheduledDelayMillis: config.spanDelayMs })],
  })
}
