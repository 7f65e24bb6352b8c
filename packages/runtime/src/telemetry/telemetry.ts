import type { Clock, Logger } from '@pantheon/kernel'
import type { Telemetry, TelemetryConfig } from './telemetry.types.ts'

export interface TelemetryDeps {
  config: TelemetryConfig
  clock: Clock
  logger: Logger
}

/** Measures nothing: everything runs as it would without it. */
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
 * What measures one system (ADR 25). Every system has its own, so several in one process count apart; nothing is registered with
 * OpenTelemetry's globals. OpenTelemetry is loaded only when somebody gets what is measured: that takes a third of a second.
 */
export const createTelemetry = async ({ config, clock, logger }: TelemetryDeps): Promise<Telemetry> => {
  if (!config.prometheus && !config.otlp) return off
  const { startTelemetry } = await import('./start-telemetry.ts')
  return startTelemetry({ config, clock, logger })
}
