import { storyDialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, testCard, world } from '../../src/testing/index.ts'
import { approvalDesk, due, person, stage } from '../support/approval-desk.ts'
import { bringIn, company, idOf } from '../support/organizations.ts'

const operators = { kind: 'operators' as const }

describe.each(storyDialects)('The platform’s rule on %s', async (dialect) => {
  const hour = 3_600_000
  let shift = 0
  const w = await world(dialect, { clock: { now: () => new Date(Date.now() + shift) } })
  afterAll(() => w.close())
  const { asksFor, orders, statusOf } = await approvalDesk(w)
  const operator = await w.operator()

  /** Runs a story under a rule of the platform for orders above an amount, which is gone afterwards. */
  const under = async (above: string, stages: ReturnType<typeof stage>[], story: () => Promise<void>): Promise<void> => {
    const { policies } = operator.api.business
    const { id, version } = await policies.create.mutate({ level: 'platform', subject: 'order', currency: 'USD', above, workflow: { stages } })
    await story().finally(() => policies.remove.mutate({ id, version }))
  }
  const stagesOf = async (caller: SignedInCaller, id: string) =>
    (await due(caller).get.query({ id })).stages.map(({ name, level, state }) => [name, level, state])

  it('is a floor: an organization’s own rule adds its stages before the operators’, and takes none of them away', () =>
    under('90.00', [stage('Operators', [operators])], async () => {
      const { owner, members } = await company(w, 'Acme', 'admin')
      const [second] = members
      await asksFor(owner, stage('My other account', [person(second)]))
      const { order, id } = await orders(owner, 2)
      expect(await stagesOf(owner, id)).toEqual([
        ['My other account', 'organization', 'open'],
        ['Operators', 'platform', 'waiting'],
      ])
      expect(await refusalOf(due(operator).approve.mutate({ id }))).toBe('approval.not_your_turn')
      expect(await due(second).approve.mutate({ id })).toMatchObject({ status: 'pending', stage: 2 })
      await w.settle()
      expect(await statusOf(owner, order.id)).toBe('awaiting_approval')
      expect(await refusalOf(due(second).approve.mutate({ id }))).toBe('approval.not_your_turn')
      expect(await due(operator).approve.mutate({ id })).toMatchObject({ status: 'approved' })
      await w.settle()
      expect(await statusOf(owner, order.id)).toBe('awaiting_payment')
    }))

  it('holds alone where the organization’s own does not fit or rests, and leaves alone what is below it', () =>
    under('90.00', [stage('Operators', [operators])], async () => {
      const { owner, members } = await company(w, 'Acme', 'admin')
      const { policies } = owner.api.business
      const workflow = { stages: [stage('Second', [person(members[0])])] }
      const { id } = await policies.create.mutate({ subject: 'order', currency: 'USD', above: '40.00', workflow })
      expect((await orders(owner)).approval?.stages).toMatchObject([{ name: 'Second', level: 'organization' }])
      await policies.update.mutate({ id, version: 1, currency: 'USD', above: '500.00', workflow })
      expect((await orders(owner, 2)).approval?.stages).toMatchObject([{ name: 'Operators', level: 'platform' }])
      await policies.update.mutate({ id, version: 2, currency: 'USD', above: '40.00', workflow, isActive: false })
      expect((await orders(owner, 2)).approval?.stages).toMatchObject([{ name: 'Operators', level: 'platform' }])
    }))

  it('begins anew with the organization’s stages when it is sent back, and a refusal of either ends it', () =>
    under('90.00', [stage('Operators', [operators])], async () => {
      const { owner, members } = await company(w, 'Acme', 'admin')
      const [second] = members
      await asksFor(owner, stage('Second', [person(second)]))
      const { order, id } = await orders(owner, 2)
      await due(second).approve.mutate({ id })
      await due(operator).sendBack.mutate({ id, note: 'Why two?' })
      expect(await due(owner).resubmit.mutate({ id, note: 'Two teams' })).toMatchObject({ stage: 1, round: 2 })
      await due(second).approve.mutate({ id })
      expect(await due(operator).reject.mutate({ id })).toMatchObject({ status: 'rejected' })
      await w.settle()
      expect(await statusOf(owner, order.id)).toBe('cancelled')
    }))

  it('has its own time: the deadline, reminder and escalation of each stage are those of its rule', () =>
    under('90.00', [stage('Operators', [operators], undefined, { deadlineHours: 8, remindHours: 2 })], async () => {
      const { owner, members } = await company(w, 'Acme', 'admin')
      const [second] = members
      await asksFor(owner, stage('Second', [person(second)], undefined, { deadlineHours: 4 }))
      const { order, id } = await orders(owner, 2)
      const hoursLeft = async () => {
        const { dueAt } = await due(owner).get.query({ id })
        return Math.round((Date.parse(dueAt ?? '') - Date.now() - shift) / hour)
      }
      expect(await hoursLeft()).toBe(4)
      shift += 3 * hour
      await due(second).approve.mutate({ id })
      expect(await hoursLeft()).toBe(8)
      shift += 7 * hour
      await w.system.sweepApprovals()
      expect((await due(owner).get.query({ id })).history.map(({ kind }) => kind)).toEqual(['opened', 'approved', 'reminded'])
      shift += 2 * hour
      await w.system.sweepApprovals()
      await w.settle()
      expect(await statusOf(owner, order.id)).toBe('cancelled')
    }))

  it('is not opened when nobody could give what it wants, whatever the organization’s own asks for', () =>
    under('90.00', [stage('Owner', [{ kind: 'role', id: 'owner' }])], async () => {
      const { owner, members } = await company(w, 'Acme', 'admin')
      await asksFor(owner, stage('Second', [person(members[0])]))
      expect(await refusalOf(orders(owner, 2))).toBe('approval.no_approvers')
    }))

  describe('about refunds', () => {
    const workflow = { stages: [stage('Desk', [operators])] }
    it('is the only kind there is: an organization has none, and it names operators only', async () => {
      const { policies } = operator.api.business
      expect(await refusalOf(policies.create.mutate({ level: 'organization', subject: 'refund', workflow }))).toBe('policy.platform_only')
      expect(await refusalOf(policies.create.mutate({ level: 'organization', subject: 'aws_action', workflow }))).toBe('policy.platform_only')
      const { owner } = await company(w, 'Acme')
      expect(await refusalOf(owner.api.business.policies.create.mutate({ subject: 'refund', workflow }))).toBe('auth.forbidden')
      const byRole = { stages: [stage('Desk', [operators, { kind: 'role', id: 'owner' }])] }
      const refused = await operator.rest('POST', '/policies', { subject: 'refund', workflow: byRole })
      expect(refused).toMatchObject({ status: 400, body: { code: 'policy.bad_rule', errors: [{ path: 'workflow' }] } })
    })

    it('holds whichever organization the operator is in who gives the money back', async () => {
      const { policies } = operator.api.business
      const rule = await policies.create.mutate({ subject: 'refund', currency: 'USD', above: '50.00', workflow })
      expect(rule.level).toBe('platform')
      const buyer = await w.buyer()
      const other = await w.operator()
      const organization = await company(w, 'Another house', 'admin')
      await bringIn(w, organization.owner, other, 'admin')
      const { order } = await orders(buyer, 2)
      await buyer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
      await w.settle()
      const { version } = await buyer.api.business.orders.get.query({ id: order.id })
      const refund = await other.api.business.orders.refund.mutate({ id: order.id, version, reason: 'Not what was ordered' })
      expect(refund.status).toBe('awaiting_approval')
      const [approval] = (await due(operator).list.query({ resourceId: refund.id })).items
      expect(approval?.stages[0]?.approvers.map(({ owner }) => owner.id)).toContain(idOf(operator))
      // Those who run the house they are in are no operators: they decide nothing about the platform's money.
      expect(await refusalOf(due(organization.owner).approve.mutate({ id: approval?.id ?? '' }))).toBe('approval.not_your_turn')
      expect(await refusalOf(due(organization.owner).cancel.mutate({ id: approval?.id ?? '' }))).toBe('approval.not_requester')
      expect(await refusalOf(due(operator).delegate.mutate({ id: approval?.id ?? '', userId: idOf(organization.owner) }))).toBe('approval.delegate_not_allowed')
      // Nor does a deputy from that house stand in for an operator; another operator does.
      const absence = { from: new Date(Date.now() + shift).toISOString(), to: new Date(Date.now() + shift + 24 * hour).toISOString() }
      await bringIn(w, organization.owner, operator, 'admin')
      await operator.api.business.absences.create.mutate({ userId: idOf(organization.owner), ...absence })
      shift += hour
      expect(await due(organization.owner).counts.query()).toMatchObject({ mine: 0 })
      expect(await refusalOf(due(organization.owner).approve.mutate({ id: approval?.id ?? '' }))).toBe('approval.not_your_turn')
      expect(await due(operator).approve.mutate({ id: approval?.id ?? '' })).toMatchObject({ status: 'approved' })
      await policies.remove.mutate({ id: rule.id, version: rule.version })
    })

    it('that an organization has from before is not in force, is not changed, and can be removed', async () => {
      const { owner, id: organizationId } = await company(w, 'Acme')
      const { approvalPolicies } = w.db.tables
      const [id, at] = [newId(new Date()), new Date()]
      const kept = { id, organizationId, subject: 'refund' as const, currency: null, aboveMinor: null, class: null, isActive: true, version: 1 }
      const frozen = { stages: [{ ...stage('Owner', [operators]), remindHours: null, escalation: null }] }
      await w.db.insert(approvalPolicies).values({ ...kept, workflow: frozen, createdAt: at, updatedAt: at })
      const { order } = await orders(owner)
      await owner.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
      await w.settle()
      const { version } = await owner.api.business.orders.get.query({ id: order.id })
      const member = await w.operator()
      await bringIn(w, owner, member, 'admin')
      expect((await member.api.business.orders.refund.mutate({ id: order.id, version, reason: 'Not what was ordered' })).status).not.toBe('awaiting_approval')
      const { policies } = owner.api.business
      expect(await refusalOf(policies.update.mutate({ id, version: 1, workflow }))).toBe('policy.platform_only')
      expect(await policies.remove.mutate({ id, version: 1 })).toEqual({ id })
    })
  })
})
