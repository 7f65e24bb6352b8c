import type { PaymentProvider } from '@pantheon/business'
import type { Clock } from '@pantheon/kernel'
import type { JobAgent } from '@pantheon/runtime'

/** What tests bring instead of the real thing. */
export interface Overrides {
  clock?: Clock
  /** What schedules go by, where the other clock jumps and the story itself says what is done by then. */
  scheduleClock?: Clock
  /** How long the embedded payment provider takes to settle, in milliseconds. */
  settleMs?: number
  /** Signs the embedded provider's callbacks. */
  paymentSecret?: string
  /** Stands between us and the payment provider. */
  aroundProvider?: (provider: PaymentProvider) => PaymentProvider
  /** More agents, beside those of the product. */
  agents?: readonly JobAgent[]
}
