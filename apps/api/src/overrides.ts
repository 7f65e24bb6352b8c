import type { PaymentProvider } from '@pantheon/business'
import type { Clock } from '@pantheon/kernel'
import type { JobAgent } from '@pantheon/runtime'

/** Replacements for real parts, for tests. */
export interface Overrides {
  clock?: Clock
  /** The clock of schedules, for tests that move `clock` and run the due work themselves. */
  scheduleClock?: Clock
  /** How long the embedded payment provider takes to settle, in milliseconds. */
  settleMs?: number
  /** Signs the embedded provider's callbacks. */
  paymentSecret?: string
  /** Wraps the payment provider. */
  aroundProvider?: (provider: PaymentProvider) => PaymentProvider
  /** Agents in addition to the product's. */
  agents?: readonly JobAgent[]
}
