import type { PaymentProvider } from '@pantheon/business'
import { fail } from '@pantheon/kernel'

/** When a call is lost: before it reached the provider, so that nothing happened, or after, so that only the answer is lost. */
export type Fault = 'before' | 'after'

/**
 * Wraps a payment provider with a connection that fails on demand: `next` returns for each call whether and when it is lost.
 */
export const shaky =
  (next: (call: 'charge' | 'find' | 'findByReference' | 'cancel' | 'refund') => Fault | undefined) =>
  (provider: PaymentProvider): PaymentProvider => {
    const wrap =
      <Name extends 'charge' | 'find' | 'findByReference' | 'cancel' | 'refund'>(name: Name) =>
      async (...args: Parameters<PaymentProvider[Name]>): Promise<Awaited<ReturnType<PaymentProvider[Name]>>> => {
        const fault = next(name)
        if (fault === 'before') fail('payment.provider_unreachable')
        const call = provider[name] as (...given: typeof args) => ReturnType<PaymentProvider[Name]>
        const answer = await call(...args)
        return fault === 'after' ? fail('payment.provider_unreachable') : answer
      }
    return { ...provider, charge: wrap('charge'), find: wrap('find'), findByReference: wrap('findByReference'), cancel: wrap('cancel'), refund: wrap('refund') }
  }
