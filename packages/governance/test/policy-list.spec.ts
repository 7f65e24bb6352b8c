import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, unhurried } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import type { StoredPolicy } from '../src/policies/policy.ts'
import { readPolicies } from '../src/policies/policy-gaps.ts'

const at = new Date(Date.UTC(2026, 0, 1))
const id = (kind: string, i: number): string => `${kind}0000000-0000-7000-8000-${String(i).padStart(12, '0')}`
const organizationId = id('b', 1)
const stage = (kind: 'operators' | 'user') => ({
  name: 'Desk',
  approvers: [kind === 'user' ? { kind, id: id('c', 1) } : { kind }, { kind: 'team' as const, id: id('d', 1) }],
  quorum: { kind: 'any' as const },
  deadlineHours: 24,
  remindHours: null,
  escalation: null,
})
/** A third each: rules of the organization, rules of the platform for orders, and rules of the platform for refunds. */
const policies = (count: number): StoredPolicy[] =>
  Array.from({ length: count }, (_, i) => ({
    id: id('a', i),
    organizationId: i % 3 === 0 ? organizationId : null,
    subject: i % 3 === 2 ? ('refund' as const) : ('order' as const),
    currency: null,
    aboveMinor: null,
    class: null,
    workflow: { stages: [stage('operators'), stage('user')] },
    isActive: true,
    version: 1,
    createdAt: at,
    updatedAt: at,
  }))

describe.each(dialects)('A list of rules on %s', async (dialect) => {
  let statements = 0
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url, { limits: unhurried, meter: { record: () => statements++ } })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  const read = async (count: number) => {
    statements = 0
    const items = await readPolicies(db, policies(count))
    return { items, statements }
  }

  it('takes as many statements for a hundred rules as for one of each kind', async () => {
    const one = await read(3)
    expect(one.statements).toBeGreaterThan(0)
    const many = await read(99)
    expect(many.statements).toBe(one.statements)
    const gap = (number: number) => ({ stage: number, name: 'Desk', needed: 1, people: 0 })
    // Nobody is there. Of the platform's rules for orders only stages of operators alone can be counted.
    expect(many.items.slice(-3).map(({ gaps }) => gaps)).toEqual([[gap(1), gap(2)], [], [gap(1), gap(2)]])
  })
})
