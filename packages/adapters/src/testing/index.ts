export { type GithubAccount, type GithubMood, type GithubServer, startGithubServer } from './github-server.ts'
export { type StripeMood, type StripeServer, type StripeServerSettings, startStripeServer } from './stripe/stripe-server.ts'
export { signWebhook } from './stripe/webhooks.ts'
export type { StripeEvent } from './stripe/wire.ts'
