import type { CompositeState, WatchMessage } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Everything at a glance, and the stream of what happens after. */
export interface State {
  /** Where things stand. Made once for all who may see the same and ask at the same moment. */
  snapshot(actor: Actor): Promise<CompositeState>
  /**
   * Where things stand, then every event after that, in order. With the id of the last message a client saw, it
   * gets exactly what it missed instead, or a fresh snapshot when that is too much or was shown to somebody else.
   */
  watch(actor: Actor, lastEventId: string | null | undefined, signal: AbortSignal): AsyncGenerator<[id: string, message: WatchMessage]>
}

/** What the state context offers to the API. */
export interface StateServices {
  state: State
}
