import type { Agent, JobStatus, OrderStatus, Payment, ResourceState } from '@pantheon/contract'
import type { Tone } from '@pantheon/ui'

export const jobTone: Record<JobStatus, Tone> = { queued: 'neutral', running: 'info', succeeded: 'success', failed: 'danger', cancelled: 'neutral' }

export const orderTone: Record<OrderStatus, Tone> = {
  pending: 'neutral',
  awaiting_approval: 'warning',
  awaiting_payment: 'warning',
  paid: 'accent',
  in_progress: 'info',
  fulfilled: 'success',
  cancelled: 'neutral',
  refunded: 'neutral',
  failed: 'danger',
}

export const paymentTone: Record<Payment['status'], Tone> = {
  pending: 'neutral',
  requires_action: 'warning',
  succeeded: 'success',
  failed: 'danger',
  cancelled: 'neutral',
  refunded: 'neutral',
  partially_refunded: 'neutral',
}

export const agentTone: Record<Agent['state'], Tone> = { idle: 'success', working: 'info', planned: 'neutral' }

export const resourceTone: Record<ResourceState, Tone> = { creating: 'info', active: 'success', updating: 'accent', deleting: 'warning', failed: 'danger' }

/** The keys of a table, which its type makes complete. The contract's own lists would bundle zod into every page. */
export const keysOf = <K extends string>(table: Record<K, unknown>): K[] => Object.keys(table) as K[]

/** The tones as plain colours, for bars and dots. */
export const toneFill: Record<Tone, string> = {
  neutral: 'bg-line-strong',
  info: 'bg-info',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
  accent: 'bg-accent',
}
