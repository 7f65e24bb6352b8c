import type { Clock, Logger } from '@pantheon/kernel'
import type { Telemetry, TelemetryConfig } from './telemetry.types.ts'

export interface TelemetryDeps {
  config: TelemetryConfig
  clock: Clock
  logger: Logger
}

/** No-op telemetry. */
const off: Telemetry = {
  requests: { record: () => undefined, trace: undefined },
  statements: undefined,
  events: { handle: (_, work) => work() },
  jobs: { run: async (_, work) => void (await work()) },
  cache: () => ({ record: () => undefined }),
  watch: () => undefined,
  scrape: async () => '',
  stop: async () => undefined,
}

/**
 * The telemetry of one system (ADR 25). Every system has its own, so several in one process count separately; nothing is registered with
 * OpenTelemetry's globals. OpenTelemetry is loaded only when an exporter is configured: that takes a third of a second.
 */
export const createTelemetry = async ({ config, clock, logger }: TelemetryDeps): Promise<Telemetry> => {
  if (!config.prometheus && !config.otlp) return off
  const { startTelemetry } = await import('./start-telemetry.ts')
  return startTelemetry({ config, clock, logger })
}
