import type { CreditsInternals, OrdersInternals, RefundsInternals } from '@pantheon/business'
import { agentOf } from '@pantheon/contract'
import { approvalOutcomes } from '@pantheon/governance'
import type { JobList, Module } from '@pantheon/runtime'

export interface FulfilmentDeps {
  orders: OrdersInternals
  refunds: RefundsInternals
  jobs: JobList
  credits: CreditsInternals
}

/** The end of a job without an order. */
const endOf = ({ id, organizationId, data }: { id: string; organizationId: string | null; data: { jobId: string } }) => ({
  eventId: id,
  jobId: data.jobId,
  organizationId: organizationId ?? '',
})

/** Event handlers that connect the contexts: a paid order starts a job, a job's progress updates its order, an approval outcome is applied. */
export const createFulfilment = ({ orders, refunds, jobs, credits }: FulfilmentDeps) =>
  ({
    services: {},
    consumers: [
      {
        name: 'fulfilment',
        handlers: {
          ...approvalOutcomes({ order: orders, refund: refunds }),
          'order.paid': ({ organizationId, data }) => jobs.requestForOrder({ ...data, organizationId: organizationId ?? '' }),
          // A full refund cancels the work.
          'refund.requested': async ({ data }) => (data.isWhole ? jobs.cancelForOrder(data.orderId) : undefined),
          'order.refunded': ({ data }) => jobs.cancelForOrder(data.orderId),
          'job.started': async ({ data, actorId }) => (data.orderId ? orders.workStarted(data.orderId, agentOf(actorId)) : undefined),
          'job.succeeded': (event) => (event.data.orderId ? orders.workSucceeded(event.data.orderId, agentOf(event.actorId)) : credits.settle(endOf(event))),
          'job.failed': (event) => (event.data.orderId ? orders.workFailed(event.data.orderId, agentOf(event.actorId)) : credits.release(endOf(event))),
          // What was written stays readable, so the credit is spent, and a retry takes no other.
          'job.cancelled': async (event) => {
            if (event.data.orderId) return orders.workFailed(event.data.orderId, agentOf(event.actorId))
            return (await jobs.hasResults(event.data.jobId)) ? credits.settle(endOf(event)) : credits.release(endOf(event))
          },
        },
      },
    ],
  }) satisfies Module
