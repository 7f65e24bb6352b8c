import type { Workflow } from '@pantheon/contract'
import { Failure } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { checkRule, rulesFor, type StoredPolicy, toPolicy } from '../src/policies/policy.ts'

const at = new Date('2026-05-01T10:00:00Z')
const workflow: Workflow = {
  stages: [{ name: 'Desk', approvers: [{ kind: 'operators' }], quorum: { kind: 'any' }, deadlineHours: 24, remindHours: null, escalation: null }],
}
const rule = (id: string, more: Partial<StoredPolicy> = {}): StoredPolicy => ({
  id,
  organizationId: 'acme',
  subject: 'order',
  currency: null,
  aboveMinor: null,
  class: null,
  workflow,
  isActive: true,
  version: 1,
  createdAt: at,
  updatedAt: at,
  ...more,
})
const order = (amountMinor: number, currency: 'USD' | 'JPY' = 'USD') => ({ resourceType: 'order', amountMinor, currency, class: null }) as const
const usd = (aboveMinor: number, more: Partial<StoredPolicy> = {}) => rule(`usd-${aboveMinor}`, { currency: 'USD', aboveMinor, ...more })

const idsFor = (...asked: Parameters<typeof rulesFor>): string[] => rulesFor(...asked).map(({ id }) => id)
const platforms = { organizationId: null }

describe('Which rules count', () => {
  it('are those whose amount is passed, not reached, in their currency', () => {
    expect(idsFor([usd(10_000)], order(10_000))).toEqual([])
    expect(idsFor([usd(10_000)], order(10_001))).toEqual(['usd-10000'])
    expect(idsFor([usd(10_000)], order(10_001, 'JPY'))).toEqual([])
  })
  it('are the most specific active one of the organization’s own, and then that of the platform’s', () => {
    const own = [rule('every'), usd(1000), usd(5000), usd(9000, { isActive: false })]
    const theirs = [usd(100, { id: 'platform', ...platforms }), usd(2000, { id: 'platform-more', ...platforms })]
    const all = [...theirs, ...own]
    expect(idsFor(all, order(50))).toEqual(['every'])
    expect(idsFor(all, order(500))).toEqual(['every', 'platform'])
    expect(idsFor(all, order(2000))).toEqual(['usd-1000', 'platform'])
    expect(idsFor(all, order(99_999))).toEqual(['usd-5000', 'platform-more'])
    expect(idsFor([...theirs, usd(1000)], order(500))).toEqual(['platform'])
  })
  it('are the platform’s alone about refunds and AWS actions, by the class of an action', () => {
    const action = (kind: string) => ({ resourceType: 'aws_action', amountMinor: null, currency: null, class: kind }) as const
    const about = (id: string, more: Partial<StoredPolicy>) => rule(id, { subject: 'aws_action', ...platforms, ...more })
    const all = [about('own', { organizationId: 'acme' }), about('any', {}), about('destroys', { class: 'destructive' })]
    expect([idsFor(all, action('destructive')), idsFor(all, action('reversible'))]).toEqual([['destroys'], ['any']])
    const refunds = [usd(10, { id: 'own', subject: 'refund' }), usd(5000, { id: 'platform', subject: 'refund', ...platforms }), usd(10, { id: 'orders' })]
    expect(idsFor(refunds, { ...order(99_999), resourceType: 'refund' })).toEqual(['platform'])
    expect(idsFor(refunds, { ...order(100), resourceType: 'refund' })).toEqual([])
  })
})

describe('A rule as it is typed', () => {
  const typed = { currency: null, above: null, class: null, workflow, isActive: true }
  const pathsOf = (...[level, subject, more]: [Parameters<typeof checkRule>[0], Parameters<typeof checkRule>[1], object]): string[] => {
    try {
      checkRule(level, subject, { ...typed, ...more })
    } catch (error) {
      if (error instanceof Failure) return error.fields.map(({ path }) => path)
      throw error
    }
    return []
  }
  it('is kept in minor units and told in the digits of its currency', () => {
    expect(checkRule('organization', 'order', { ...typed, currency: 'JPY', above: '50000' }).aboveMinor).toBe(50_000)
    expect(checkRule('organization', 'order', { ...typed, currency: 'USD', above: '99.5' }).aboveMinor).toBe(9950)
    expect(toPolicy(usd(9950))).toMatchObject({ above: '99.50', level: 'organization' })
  })
  it('is refused where it does not fit together', () => {
    expect(pathsOf('organization', 'order', { above: '5' })).toEqual(['currency'])
    expect(pathsOf('organization', 'order', { currency: 'JPY', above: '5.5' })).toEqual(['above'])
    expect(pathsOf('platform', 'aws_action', { currency: 'USD', above: '5' })).toEqual(['above'])
    expect(pathsOf('organization', 'aws_action', {})).toEqual(['level'])
    expect(pathsOf('organization', 'refund', {})).toEqual(['level'])
    expect(pathsOf('organization', 'order', { class: 'destructive' })).toEqual(['class'])
    const [stage] = workflow.stages
    const withApprovers = (approvers: unknown[], more = {}) => ({ workflow: { stages: [{ ...stage, approvers, ...more }] } })
    const ann = { kind: 'user', id: '01890000-0000-7000-8000-000000000000' }
    expect(pathsOf('organization', 'order', withApprovers([ann, ann]))).toEqual(['workflow.stages.0.approvers'])
    expect(pathsOf('organization', 'order', withApprovers([ann], { quorum: { kind: 'count', needed: 2 } }))).toEqual(['workflow.stages.0.quorum.needed'])
    expect(pathsOf('platform', 'order', withApprovers([ann]))).toEqual(['workflow'])
    expect(pathsOf('platform', 'order', withApprovers([{ kind: 'role', id: 'owner' }]))).toEqual([])
    expect(pathsOf('platform', 'refund', withApprovers([{ kind: 'role', id: 'owner' }]))).toEqual(['workflow'])
    expect(pathsOf('platform', 'refund', withApprovers([{ kind: 'operators' }]))).toEqual([])
  })
})
