import type { AccessChange } from '../access/access-bus.port.ts'

/** Called after each commit that changed rights, so that cached ones are dropped. */
export interface AccessListener {
  changed(change: AccessChange): void
}
