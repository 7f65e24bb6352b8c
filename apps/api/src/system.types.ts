import type { Page, PageRequest, ParkedEvent, ParkedEventRef, SystemPart } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** What operators do about events that a consumer could not handle. */
export interface ParkedEvents {
  /** Newest first. */
  list(input: PageRequest): Promise<Page<ParkedEvent>>
  count(): Promise<{ count: number }>
  /** Has it tried once more, at once; what waits behind it follows when that goes well. Fails with `event.not_parked` when somebody was faster. */
  replay(actor: Actor, input: ParkedEventRef): Promise<ParkedEventRef>
  /** Gives it up: it is never handled. What waits behind it follows. Fails with `event.not_parked` when somebody was faster. */
  drop(actor: Actor, input: ParkedEventRef): Promise<ParkedEventRef>
}

/** What the system offers to the API about itself. */
export interface SystemServices {
  parts: SystemPart[]
  parkedEvents: ParkedEvents
}
