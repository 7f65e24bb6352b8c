import type { LoggedEvent } from '@pantheon/contract'
import type { AccessBus } from './access-bus.port.ts'
import { accessChangeOf } from './access-change.ts'

/** The event log as this process hears it. */
export interface HeardLog {
  /** Calls back for every event, in order. Returns what ends it. */
  onEvent(listener: (event: LoggedEvent) => void): () => void
  /** False while events may be missing: a connection that brings them is silent, or the log was not read for a while. */
  isCurrent(): boolean
}

/** The event log as a bus: a change is in it with the transaction that made it, so there is nothing more to publish. */
export const createLogBus = ({ onEvent, isCurrent }: HeardLog): AccessBus => ({
  publish: async () => {},
  subscribe: (listener) =>
    onEvent((event) => {
      const change = accessChangeOf(event)
      if (change) listener(change)
    }),
  isHealthy: isCurrent,
})
