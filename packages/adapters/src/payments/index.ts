export { createStripe, type StripeSettings } from './stripe.ts'
export { createStripeSubscriptions } from './stripe-subscriptions.ts'
export { createTestProvider, type TestProvider } from './test-provider.ts'
export { createTestSubscriptions } from './test-subscriptions.ts'
