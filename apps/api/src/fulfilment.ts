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

/** The end of a job that no order pays for. */
const endOf = ({ id, organizationId, data }: { id: string; organizationId: string | null; data: { jobId: string } }) => ({
  eventId: id,
  jobId: data.jobId,
  organizationId: organizationId ?? '',
})

/** Where the contexts meet: what is paid is worked on, what is worked on moves its order, what is decided is done. */
export const createFulfilment = ({ orders, refunds, jobs, credits }: FulfilmentDeps) =>
  ({
    services: {},
    consumers: [
      {
        name: 'fulfilment',
        handlers: {
          ...approvalOutcomes({ order: orders, refund: refunds }),
          'order.paid': ({ organizationId, data }) => jobs.requestForOrder({ ...data, organizationId: organizationId ?? '' }),
          // Nobody works on what is given back as a whole.
          'refund.requested': async ({ data }) => (data.isWhole ? jobs.cancelForOrder(data.orderId) : undefined),
          'order.refunded': ({ data }) => jobs.cancelForOrder(data.orderId),
          'job.started': async ({ data, actorId }) => (data.orderId ? orders.workStarted(data.orderId, agentOf(actorId)) : undefined),
          'job.succeeded': (event) => (event.data.orderId ? orders.workSucceeded(event.data.orderId, agentOf(event.actorId)) : credits.settle(endOf(event))),
          'job.failed': (event) => (event.data.orderId ? orders.workFailed(event.data.orderId, agentOf(event.actorId)) : credits.release(endOf(event))),
          'job.cancelled': (event) => (event.data.orderId ? orders.workFailed(event.data.orderId, agentOf(event.actorId)) : credits.release(endOf(event))),
        },
      },
    ],
  }) satisfies Module
