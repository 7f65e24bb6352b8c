import type { AccessChange } from '../access/access-bus.port.ts'

/** Told after each commit that changed somebody's rights, so that nothing remembered of them is used again. */
export interface AccessListener {
  changed(change: AccessChange): void
}
