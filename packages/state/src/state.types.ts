import type { CompositeState, WatchMessage } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** The composite state: a snapshot, and the stream of events after it. */
export interface State {
  /** The current snapshot. Concurrent calls with the same visibility share one. */
  snapshot(actor: Actor): Promise<CompositeState>
  /**
   * A snapshot, then every later event in order. With the id of the last message a client received, it gets exactly the events it missed
   * instead, or a fresh snapshot when those are too many or the id belongs to another user.
   */
  watch(actor: Actor, lastEventId: string | null | undefined, signal: AbortSignal): AsyncGenerator<[id: string, message: WatchMessage]>
}

/** The services that the state context exposes to the API. */
export interface StateServices {
  state: State
}
