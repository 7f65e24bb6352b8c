import { errors } from '@pantheon/contract'
import { isNull } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'
import { procedures } from '../support/procedures.ts'

/** What may be made without a limit of its own, and why. */
const unlimited: Record<string, string> = {
  'business.orders.place': 'what the shop is for; read page by page',
  'business.payments.pay': 'one at a time for an order',
  'business.payments.checkout': 'one at a time for an order',
  'business.products.create': 'for operators; read page by page',
  'business.products.importFile': 'for operators; a file has so many lines',
  'business.notifications.linkChat': 'one for each channel',
  'business.subscription.checkout': 'one for an organization',
  'business.subscription.pay': 'one for an organization',
  'agents.courses.regenerateLesson': 'one at a time for a course',
  'auth.tokens.issue': 'ends the session that was used longest ago',
}
const makes = /\.(create|save|add|make|register|comment|importFile|generate|issue|linkChat|resend|regenerateLesson|checkout|pay|place)$/
const makers = procedures.filter(({ path, type, meta }) => type === 'mutation' && (meta.creates !== undefined || makes.test(path)))

describe('What people make', () => {
  it.each(makers)('$path has a limit with a code, or says why it needs none', ({ path, meta }) => {
    expect([meta.limitedBy !== undefined, path in unlimited]).toSatisfy(([isLimited, isExempt]: boolean[]) => isLimited !== isExempt)
    if (meta.limitedBy !== undefined) expect(Object.keys(errors)).toContain(meta.limitedBy)
  })
  it('needs no excuse that nothing uses', () => {
    expect(Object.keys(unlimited).filter((path) => !makers.some((maker) => maker.path === path))).toEqual([])
  })
})

describe.each(storyDialects)('As much as may be, on %s', async (dialect) => {
  const w = await world(dialect)
  afterAll(w.close)
  const { teams, roles, approvalPolicies, absences, tasks, apiKeys } = w.db.tables
  const [owner, other] = [await w.buyer(), await w.buyer()]
  const [organizationId, userId] = [owner.account.organization.id, owner.account.user.id]
  const now = w.system.clock.now()
  const until = new Date(now.getTime() + 86_400_000)
  const workflow = {
    stages: [
      { name: 'Desk', approvers: [{ kind: 'operators' as const }], quorum: { kind: 'any' as const }, deadlineHours: 24, remindHours: null, escalation: null },
    ],
  }
  /** Rows of the owner's organization, all but the last that there may be. */
  const rows = (count: number) => Array.from({ length: count }, () => newId(now)).map((id) => ({ id, organizationId, createdAt: now, name: id }))
  const policy = { subject: 'order' as const, workflow, isActive: false, version: 1, updatedAt: now }
  const task = { type: 'review' as const, priority: 1, status: 'pending' as const, createdBy: userId, version: 1, updatedAt: now, metadata: {} }
  /** Keys that ended stay, so that as many may be made in a day as may work. */
  const key = { userId, prefix: 'pk_x', permissions: [], expiresAt: null, revokedAt: now }

  const stories: Record<string, { fill: () => Promise<unknown>; path: string; body: object }> = {
    'team.too_many': {
      fill: () => w.db.insert(teams).values(rows(99).map((row) => ({ ...row, version: 1 }))),
      path: '/teams',
      body: { name: 'The last' },
    },
    'role.too_many': {
      fill: () => w.db.insert(roles).values(rows(99).map((row) => ({ ...row, permissions: [], version: 1 }))),
      path: '/roles',
      body: { name: 'The last', permissions: ['order:read'] },
    },
    'policy.too_many': {
      fill: () => w.db.insert(approvalPolicies).values(rows(99).map((row) => ({ ...row, ...policy }))),
      path: '/policies',
      body: { subject: 'order', workflow },
    },
    'absence.too_many': {
      fill: () => w.db.insert(absences).values(rows(49).map(({ name: _, ...row }) => ({ ...row, userId, deputyId: userId, fromAt: now, toAt: until }))),
      path: '/absences',
      body: { userId: other.account.user.id, from: now.toISOString(), to: until.toISOString() },
    },
    'task.too_many': {
      fill: async () => {
        for (let n = 0; n < 9999; n += 303)
          await w.db.insert(tasks).values(rows(303).map(({ name, ...row }) => ({ ...row, ...task, title: name, description: '' })))
      },
      path: '/tasks',
      body: { title: 'The last', type: 'review' },
    },
    'api_key.too_many': {
      fill: () => w.db.insert(apiKeys).values(rows(199).map((row) => ({ ...row, ...key, secretHash: row.id }))),
      path: '/api-keys',
      body: { name: 'The last', permissions: ['order:read'], expiresInDays: 1 },
    },
  }
  it.each(Object.entries(stories))('the next is refused: %s', async (code, { fill, path, body }) => {
    await fill()
    if (code === 'absence.too_many')
      await w.db.insert(w.db.tables.memberships).values({ organizationId, userId: other.account.user.id, role: 'admin', createdAt: now })
    const made = await owner.rest('POST', path, body)
    expect([made.status, made.body.code]).toEqual([201, undefined])
    const refused = await owner.rest('POST', path, 'name' in body ? { ...body, name: 'One too many' } : body)
    expect([refused.status, refused.body.code]).toEqual([409, code])
  })
  it('of the platform’s rules no more are made by operators who ask at the same moment', async () => {
    const operators = [await w.operator(), await w.operator()]
    await w.db.insert(approvalPolicies).values(rows(98).map((row) => ({ ...row, ...policy, organizationId: null })))
    const answers = await Promise.all(
      operators.flatMap((operator) => Array.from({ length: 3 }, () => operator.rest('POST', '/policies', { subject: 'refund', workflow }))),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409, 409])
    await w.db.delete(approvalPolicies).where(isNull(approvalPolicies.organizationId))
  })
})
