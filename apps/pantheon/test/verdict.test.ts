import type { AiJob, CompositeState, Order, Payment } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { judge } from '../src/features/overview/verdict.ts'
import { ago, job, now, order, quiet } from './composite-state.ts'

const withJobs = (...latestJobs: AiJob[]): CompositeState => {
  const state = quiet()
  const jobs = { ...state.agentState.jobs }
  for (const { status } of latestJobs) jobs[status] += 1
  return { ...state, agentState: { ...state.agentState, jobs, latestJobs } }
}
const withOrders = (...latestOrders: Order[]): CompositeState => ({ ...quiet(), businessState: { ...quiet().businessState, latestOrders } })

describe('Is everything all right?', () => {
  it('yes, when nothing has happened', () => {
    expect(judge(quiet(), now)).toEqual({ level: 'well', concerns: [] })
    expect(judge(quiet(), now, { parked: 2 })).toEqual({ level: 'look', concerns: [{ kind: 'events_parked', level: 'look', count: 2 }] })
  })

  it('yes, while work is under way', () => {
    expect(judge(withJobs(job({ status: 'running' }), job({ status: 'queued', createdAt: ago(30) })), now).level).toBe('well')
  })

  it('no, when a job failed today', () => {
    const verdict = judge(withJobs(job({ status: 'failed', completedAt: ago(60) })), now)
    expect(verdict).toEqual({ level: 'trouble', concerns: [{ kind: 'jobs_failed', level: 'trouble', count: 1 }] })
  })

  it('yes again, a day after a job failed', () => {
    expect(judge(withJobs(job({ status: 'failed', completedAt: ago(24 * 60) })), now).level).toBe('well')
  })

  it('no, when an order failed today', () => {
    expect(judge(withOrders(order({ status: 'failed', updatedAt: ago(5) }), order({ status: 'cancelled' })), now).concerns).toEqual([
      { kind: 'orders_failed', level: 'trouble', count: 1 },
    ])
  })

  it('no, when jobs wait and nobody works', () => {
    expect(judge(withJobs(job({ status: 'queued', createdAt: ago(3) })), now).concerns).toEqual([{ kind: 'jobs_waiting', level: 'trouble', count: 1 }])
    expect(judge(withJobs(job({ status: 'queued', createdAt: ago(1) })), now).level).toBe('well')
  })

  it('almost, when only an AWS resource failed', () => {
    const state = quiet()
    const aws = state.awsState ?? expect.fail('no estate')
    const verdict = judge({ ...state, awsState: { ...aws, states: { ...aws.states, failed: 1 } } }, now)
    expect(verdict).toEqual({ level: 'look', concerns: [{ kind: 'resources_failed', level: 'look', count: 1 }] })
  })

  it('almost, for an operator who has orders to deliver', () => {
    const state = quiet()
    const { businessState } = state
    const busy = { ...state, businessState: { ...businessState, ordersToDeliver: 3 } }
    expect(judge(busy, now)).toEqual({ level: 'look', concerns: [{ kind: 'orders_undelivered', level: 'look', count: 3 }] })
    expect(judge(busy, now, { isOperator: false }).level).toBe('well')
  })

  it('almost, for a buyer whose orders wait to be paid or approved; an operator is told of declined payments', () => {
    const state = withOrders(order({ status: 'awaiting_payment' }))
    const { businessState } = state
    businessState.orders = { ...businessState.orders, awaiting_payment: 2, awaiting_approval: 1 }
    businessState.latestPayments = [{ orderId: order().id, status: 'failed', createdAt: ago(5) } as Payment]
    expect(judge(state, now, { isOperator: false })).toEqual({
      level: 'look',
      concerns: [
        { kind: 'orders_unpaid', level: 'look', count: 2 },
        { kind: 'orders_unapproved', level: 'look', count: 1 },
      ],
    })
    expect(judge(state, now)).toEqual({ level: 'look', concerns: [{ kind: 'payments_declined', level: 'look', count: 1 }] })
    // Paid with another card, it is nobody's concern.
    businessState.latestOrders = [order({ status: 'paid' })]
    expect(judge(state, now).level).toBe('well')
  })

  it('judges nothing it may not see', () => {
    expect(judge({ ...quiet(), awsState: null }, now).level).toBe('well')
  })
})
