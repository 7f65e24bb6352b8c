import type { PoolUse, StatementMeter } from '@pantheon/db'
import type { ConsumerBacklog } from './consumer-backlog.repo.ts'
import type { JobBacklog } from './job-backlog.repo.ts'
import type { CacheMeter, EventMeter, JobMeter } from './meters.ts'

/** Where metrics and traces go. Neither is measured when nobody gets it. */
export interface TelemetryConfig {
  /** What the server is called in metrics and traces. */
  serviceName: string
  /** Where Prometheus reads metrics (`listenForMetrics`). */
  prometheus: { port: number; host: string } | undefined
  /** A collector that metrics and traces are sent to, as OTLP over HTTP. */
  otlp: OtlpConfig | undefined
}

export interface OtlpConfig {
  /** Without a slash at the end; `/v1/traces` and `/v1/metrics` come behind it. */
  endpoint: string
  headers: Readonly<Record<string, string>>
  /** How long one export may take, in milliseconds. */
  timeoutMs: number
  /** How often metrics are sent, in milliseconds. */
  metricIntervalMs: number
  /** How long spans wait to be sent together, in milliseconds. */
  spanDelayMs: number
  /** Which part of the traces is kept, 0 to 1. */
  sampleRatio: number
}

/** A request as it is measured. */
export interface MeasuredRequest {
  /** The procedure that was called. Undefined for what is none, and for names that the router does not know. */
  procedure: string | undefined
  /** How it was asked: a `batch` is one request of several procedures. */
  transport: 'trpc' | 'rest' | 'batch' | 'health' | 'other'
  status: number
  /** The catalogue's code of what went wrong, or `aborted`. */
  errorCode: string | undefined
}

/** Measures requests. */
export interface RequestMeter {
  /** A request that ended after `ms` milliseconds. */
  record(request: MeasuredRequest, ms: number): void
  /** Runs a request in a span, below the one that its `traceparent` names. Undefined when nobody gets traces. */
  trace: (<T>(traceparent: string | undefined, work: () => Promise<T>, described: () => MeasuredRequest) => Promise<T>) | undefined
}

/** What is not measured when it happens but looked at whenever metrics are collected. */
export interface GaugeSources {
  pools: () => readonly PoolUse[]
  consumers: () => Promise<readonly ConsumerBacklog[]>
  jobs: () => Promise<readonly JobBacklog[]>
}

/** Everything that measures one system. */
export interface Telemetry {
  readonly requests: RequestMeter
  /** Undefined when nothing is measured: statements need not be timed. */
  readonly statements: StatementMeter | undefined
  readonly events: EventMeter
  readonly jobs: JobMeter
  cache(name: string): CacheMeter
  /** Has gauges read these from now on. */
  watch(sources: GaugeSources): void
  /** Everything measured so far, in Prometheus' text format. */
  scrape(): Promise<string>
  /** Sends what is left, if that is possible within a second and a half. Never rejects: nobody is worse off when it is lost. */
  stop(): Promise<void>
}
