import type { PoolUse, StatementMeter } from '@pantheon/db'
import type { ConsumerBacklog } from './consumer-backlog.repo.ts'
import type { JobBacklog } from './job-backlog.repo.ts'
import type { CacheMeter, EventMeter, JobMeter } from './meters.ts'

/** Exporters of metrics and traces. Without one nothing is measured. */
export interface TelemetryConfig {
  /** The service name in metrics and traces. */
  serviceName: string
  /** The address of the Prometheus endpoint (`listenForMetrics`). */
  prometheus: { port: number; host: string } | undefined
  /** A collector for metrics and traces, with OTLP over HTTP. */
  otlp: OtlpConfig | undefined
}

export interface OtlpConfig {
  /** Without a trailing slash; `/v1/traces` and `/v1/metrics` are appended. */
  endpoint: string
  headers: Readonly<Record<string, string>>
  /** Timeout of one export in milliseconds. */
  timeoutMs: number
  /** Export interval of metrics in milliseconds. */
  metricIntervalMs: number
  /** How long spans are buffered before an export, in milliseconds. */
  spanDelayMs: number
  /** The sampled fraction of traces, 0 to 1. */
  sampleRatio: number
}

/** A completed request. */
export interface MeasuredRequest {
  /** The procedure. Undefined for other requests, and for names that the router does not have. */
  procedure: string | undefined
  /** The transport: a `batch` is one request of several procedures. */
  transport: 'trpc' | 'rest' | 'batch' | 'health' | 'other'
  status: number
  /** The error code of the catalogue, or `aborted`. */
  errorCode: string | undefined
}

/** Measures requests. */
export interface RequestMeter {
  /** Records a request that took `ms` milliseconds. */
  record(request: MeasuredRequest, ms: number): void
  /** Runs a request in a span, a child of the one in its `traceparent`. Undefined when traces are off. */
  trace: (<T>(traceparent: string | undefined, work: () => Promise<T>, described: () => MeasuredRequest) => Promise<T>) | undefined
}

/** Sources of gauges, read whenever metrics are collected. */
export interface GaugeSources {
  pools: () => readonly PoolUse[]
  consumers: () => Promise<readonly ConsumerBacklog[]>
  jobs: () => Promise<readonly JobBacklog[]>
}

/** All meters of one system. */
export interface Telemetry {
  readonly requests: RequestMeter
  /** Undefined when telemetry is off: statements need not be timed. */
  readonly statements: StatementMeter | undefined
  readonly events: EventMeter
  readonly jobs: JobMeter
  cache(name: string): CacheMeter
  /** Adds these sources to the gauges. */
  watch(sources: GaugeSources): void
  /** All metrics so far, in Prometheus' text format. */
  scrape(): Promise<string>
  /** Exports what is left within a second and a half. Never rejects: losing it has no effect on the system. */
  stop(): Promise<void>
}
