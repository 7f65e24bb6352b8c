import type { Page, PageRequest, ParkedEvent, ParkedEventRef, SystemPart } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Operations on parked events, which a consumer could not handle. */
export interface ParkedEvents {
  /** Newest first. */
  list(input: PageRequest): Promise<Page<ParkedEvent>>
  count(): Promise<{ count: number }>
  /** Retries the event at once; on success the events behind it follow. Fails with `event.not_parked` when another operator was faster. */
  replay(actor: Actor, input: ParkedEventRef): Promise<ParkedEventRef>
  /** Discards the event: it is never handled, and the events behind it follow. Fails with `event.not_parked` when another operator was faster. */
  drop(actor: Actor, input: ParkedEventRef): Promise<ParkedEventRef>
}

/** Services of the system router. */
export interface SystemServices {
  parts: SystemPart[]
  parkedEvents: ParkedEvents
}
