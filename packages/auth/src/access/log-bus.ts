import type { LoggedEvent } from '@pantheon/contract'
import type { AccessBus } from './access-bus.port.ts'
import { accessChangeOf } from './access-change.ts'

/** The event log as received by this process. */
export interface EventFeed {
  /** Calls back for every event, in order. Returns the unsubscribe function. */
  onEvent(listener: (event: LoggedEvent) => void): () => void
  /** False while events may be missing: a connection that delivers them is silent, or the log was not read for a while. */
  isCurrent(): boolean
}

/** The event log as a bus: a change is logged in the transaction that made it, so `publish` has nothing to do. */
export const createLogBus = ({ onEvent, isCurrent }: EventFeed): AccessBus => ({
  publish: async () => {},
  subscribe: (listener) =>
    onEvent((event) => {
      const change = accessChangeOf(event)
      if (change) listener(change)
    }),
  isHealthy: isCurrent,
})
