import type { PaymentProvider } from '@pantheon/business'
import { fail } from '@pantheon/kernel'

/** When a call is lost: on its way there, so that nothing happened, or on its way back, so that it did. */
export type Fault = 'before' | 'after'

/**
 * The line between us and a payment provider, with cuts on demand: `next` says, for each call that does something or
 * asks something, whether and where it is lost.
 */
export const shaky =
  (next: (call: 'charge' | 'find' | 'findByReference' | 'cancel' | 'refund') => Fault | undefined) =>
  (provider: PaymentProvider): PaymentProvider => {
    const over =
      <Name extends 'charge' | 'find' | 'findByReference' | 'cancel' | 'refund'>(name: Name) =>
      async (...asked: Parameters<PaymentProvider[Name]>): Promise<Awaited<ReturnType<PaymentProvider[Name]>>> => {
        const fault = next(name)
        if (fault === 'before') fail('payment.provider_unreachable')
        const call = provider[name] as (...given: typeof asked) => ReturnType<PaymentProvider[Name]>
        const answer = await call(...asked)
        return fault === 'after' ? fail('payment.provider_unreachable') : answer
      }
    return { ...provider, charge: over('charge'), find: over('find'), findByReference: over('findByReference'), cancel: over('cancel'), refund: over('refund') }
  }
