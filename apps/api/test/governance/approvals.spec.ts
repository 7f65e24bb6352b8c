import { budget, storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, refusalOf, testCard, world } from '../../src/testing/index.ts'
import { all, any, approvalDesk, due, person, stage } from '../support/approval-desk.ts'
import { bringIn, company, idOf } from '../support/organizations.ts'

const hour = 3_600_000

describe.each(storyDialects)('Approvals on %s', async (dialect) => {
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  const w = await world(dialect, { clock })
  afterAll(() => w.close())
  const { asksFor, orders, statusOf, eventsOf, namesOf } = await approvalDesk(w)

  describe('An order above the threshold', () => {
    it('waits until both stages have approved it, and can then be paid', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member', 'admin')
      const [buyer, lead, chief] = members
      await asksFor(owner, stage('Team lead', [person(lead)]), stage('Management', [{ kind: 'role', id: 'admin' }, person(owner)], all))
      const { order, id, approval } = await orders(buyer)
      expect(order.status).toBe('awaiting_approval')
      expect(approval).toMatchObject({
        status: 'pending',
        requesterId: idOf(buyer),
        title: courseInput.topic,
        amount: '49.00',
        currency: 'USD',
        stage: 1,
        comments: [],
      })
      expect(
        approval?.stages.map(({ name, needed, state, approvers }) => [name, needed, state, approvers.map(({ owner: { id: approver } }) => approver).sort()]),
      ).toEqual([
        ['Team lead', 1, 'open', [idOf(lead)]],
        ['Management', 2, 'waiting', [idOf(chief), idOf(owner)].sort()],
      ])
      expect(await refusalOf(buyer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard }))).toBe('order.wrong_state')

      const first = await due(lead).approve.mutate({ id, note: 'Fits the budget' })
      expect(first).toMatchObject({ status: 'pending', stage: 2, obstacles: { decide: 'approval.not_your_turn' } })
      await due(chief).approve.mutate({ id })
      expect(await statusOf(buyer, order.id)).toBe('awaiting_approval')
      const done = await due(owner).approve.mutate({ id })
      expect(done).toMatchObject({ status: 'approved', awaits: null, dueAt: null, obstacles: { decide: 'approval.wrong_state' } })
      expect(done.history.map(({ kind, by, note }) => [kind, by?.id, note])).toEqual([
        ['opened', idOf(buyer), null],
        ['approved', idOf(lead), 'Fits the budget'],
        ['approved', idOf(chief), null],
        ['approved', idOf(owner), null],
      ])
      await w.settle()
      expect(await statusOf(buyer, order.id)).toBe('awaiting_payment')
      const told = await eventsOf(order.id)
      expect(told.map(({ name }) => name)).toEqual([
        ...['order.placed', 'approval.opened', 'approval.voted', 'approval.opened'],
        ...['approval.voted', 'approval.voted', 'approval.approved', 'order.approved'],
      ])
      const turns = told.filter(({ name }) => name === 'approval.opened').map(({ data }) => data)
      expect(turns[0]).toEqual({ approvalId: id, resourceType: 'order', resourceId: order.id, requesterId: idOf(buyer), stage: 1, userIds: [idOf(lead)] })
      expect(turns[1]).toMatchObject({ stage: 2, userIds: expect.arrayContaining([idOf(chief), idOf(owner)]) })
      await buyer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
      await w.settle()
      expect(await statusOf(buyer, order.id)).toBe('fulfilled')
    })

    it('is cancelled when a stage rejects it', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member')
      const [buyer, lead] = members
      await asksFor(owner, stage('Team lead', [person(lead)]), stage('Owner', [{ kind: 'role', id: 'owner' }]))
      const { order, id } = await orders(buyer)
      await due(lead).approve.mutate({ id })
      const done = await due(owner).reject.mutate({ id, note: 'Not this year' })
      expect(done.stages.map(({ state }) => state)).toEqual(['approved', 'rejected'])
      expect(done.history.at(-1)).toMatchObject({ kind: 'rejected', stage: 2, note: 'Not this year' })
      await w.settle()
      expect(await statusOf(buyer, order.id)).toBe('cancelled')
      expect(await namesOf(order.id)).toContain('approval.rejected')
    })

    it('takes its approval with it when it is cancelled, and goes with an approval that is withdrawn', async () => {
      const { owner, members } = await company(w, 'Acme', 'member')
      const [buyer] = members
      await asksFor(owner, stage('Owner', [{ kind: 'role', id: 'owner' }]))
      const one = await orders(buyer)
      await buyer.api.business.orders.cancel.mutate({ id: one.order.id, version: one.order.version })
      expect(await due(owner).get.query({ id: one.id })).toMatchObject({ status: 'cancelled', obstacles: { decide: 'approval.wrong_state' } })
      const two = await orders(buyer)
      expect(await refusalOf(due(owner).cancel.mutate({ id: one.id }))).toBe('approval.wrong_state')
      await due(buyer).cancel.mutate({ id: two.id, note: 'Changed my mind' })
      await w.settle()
      expect(await statusOf(buyer, two.order.id)).toBe('cancelled')
    })

    it('asks nobody when it is below, and tells who orders when nobody could decide', async () => {
      const { owner, members } = await company(w, 'Acme', 'viewer', 'member')
      await owner.api.business.policies.create.mutate({
        subject: 'order',
        currency: 'USD',
        above: '60.00',
        workflow: { stages: [stage('Owner', [{ kind: 'role', id: 'owner' }])] },
      })
      expect((await orders(owner)).order.status).toBe('awaiting_payment')
      expect(await refusalOf(orders(owner, 2))).toBe('approval.no_approvers')
      expect((await orders(members[1], 2)).order.status).toBe('awaiting_approval')
      expect((await owner.api.business.orders.list.query({})).items).toHaveLength(2)
    })
  })

  describe('Who may decide', () => {
    it('is whoever a role, a team or a name stands for, and may decide at all; never who asked', async () => {
      const { id: organizationId, owner, members } = await company(w, 'Acme', 'member', 'member', 'viewer')
      const [buyer, mate, viewer] = members
      const { teams, roles } = owner.api.organizations
      const team = await teams.create.mutate({ name: 'Buying' })
      for (const userId of [idOf(buyer), idOf(mate), idOf(viewer)]) await teams.addMember.mutate({ id: team.id, userId })
      const role = await roles.create.mutate({ name: 'Auditor', permissions: ['approval:read', 'approval:decide'] })
      const auditor = await w.buyer()
      await bringIn(w, owner, auditor, role.key)
      await asksFor(owner, stage('Everybody', [{ kind: 'team', id: team.id }, { kind: 'role', id: role.key }, person(mate), person(buyer)], all))
      const { id, approval } = await orders(buyer)
      expect(approval).toMatchObject({ organizationId })
      expect(approval?.stages[0]?.approvers.map(({ owner: approver }) => approver.id).sort()).toEqual([idOf(mate), idOf(auditor)].sort())
      expect((await due(buyer).get.query({ id })).obstacles).toEqual({
        decide: 'approval.own_request',
        delegate: 'approval.own_request',
        resubmit: 'approval.not_sent_back',
        cancel: null,
        comment: null,
      })
      expect(await refusalOf(due(buyer).approve.mutate({ id }))).toBe('approval.own_request')
      expect(await refusalOf(due(owner).approve.mutate({ id }))).toBe('approval.not_your_turn')
      expect(await refusalOf(due(viewer).approve.mutate({ id }))).toBe('auth.forbidden')
      expect((await due(viewer).get.query({ id })).obstacles.decide).toBe('auth.forbidden')
      await due(mate).approve.mutate({ id })
      expect(await refusalOf(due(mate).reject.mutate({ id }))).toBe('approval.already_voted')
      expect(await due(auditor).approve.mutate({ id })).toMatchObject({ status: 'approved' })
    })

    it('is nobody of another organization, who does not even see it; operators do', async () => {
      const { owner, members } = await company(w, 'Acme', 'member')
      await asksFor(owner, stage('Platform', [{ kind: 'operators' }]))
      const { id, order } = await orders(members[0])
      const [stranger, operator] = await Promise.all([w.buyer(), w.operator()])
      const tries = [due(stranger).get.query({ id }), due(stranger).approve.mutate({ id }), due(stranger).comment.mutate({ id, text: 'Hello' })]
      expect(await Promise.all(tries.map(refusalOf))).toEqual(Array(3).fill('approval.not_found'))
      expect((await due(stranger).list.query({})).items).toEqual([])
      // Somebody who became an operator later is no approver: the stages are those of the moment of the request.
      expect(await refusalOf(due(operator).approve.mutate({ id }))).toBe('approval.not_your_turn')
      const later = await orders(members[0])
      expect(await due(operator).list.query({ view: 'mine' })).toMatchObject({ items: [{ id: later.id, isMine: true }] })
      await due(operator).approve.mutate({ id: later.id })
      await w.settle()
      expect(await statusOf(owner, later.order.id)).toBe('awaiting_payment')
      expect(await statusOf(owner, order.id)).toBe('awaiting_approval')
    })
  })

  describe('One approver of two stages', () => {
    it('decides the stage that was looked at: the same decision again is refused', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member')
      const [buyer, lead] = members
      await asksFor(owner, stage('Lead', [person(lead)]), stage('Budget', [person(lead)]))
      const { id } = await orders(buyer)
      expect(await due(lead).approve.mutate({ id, round: 1, stage: 1 })).toMatchObject({ stage: 2, obstacles: { decide: null } })
      for (const decide of [due(lead).approve, due(lead).reject, due(lead).sendBack]) {
        expect(await refusalOf(decide.mutate({ id, round: 1, stage: 1, note: 'Again' }))).toBe('version.stale')
      }
      expect(await due(lead).get.query({ id })).toMatchObject({
        status: 'pending',
        awaits: 'approvers',
        stage: 2,
        stages: [{}, { approvers: [{ vote: null }] }],
      })
      expect(await due(lead).approve.mutate({ id, round: 1, stage: 2 })).toMatchObject({ status: 'approved' })
    })
  })

  describe('Two last votes at once', () => {
    it.each([
      ['of two who both have to agree', all, ['approve', 'approve']],
      ['where the first answer decides', any, ['approve', 'reject']],
    ] as const)('%s: it is decided once', async (_, quorum, decisions) => {
      const other = await w.another({ clock })
      const { owner, members } = await company(w, 'Acme', 'member', 'member', 'member')
      const [buyer, ...two] = members
      await asksFor(owner, stage('Desk', two.map(person), quorum))
      for (let round = 0; round < budget(2, 20); round++) {
        const { order, id } = await orders(buyer)
        // Each through a server of their own, as a balancer would have it.
        const cookie = two[1]?.cookie() ?? ''
        const elsewhere = other.visitor().rest('POST', `/approvals/${id}/${decisions[1]}`, {}, { cookie, origin: other.origin })
        const [here, there] = await Promise.all([two[0]?.rest('POST', `/approvals/${id}/${decisions[0]}`, {}), elsewhere])
        await w.settle()
        const names = await namesOf(order.id)
        expect(names.filter((name) => name === 'approval.approved' || name === 'approval.rejected')).toHaveLength(1)
        expect(names.filter((name) => name === 'approval.voted')).toHaveLength(quorum.kind === 'all' ? 2 : 1)
        expect([here?.status, there.status].sort()).toEqual(quorum.kind === 'all' ? [200, 200] : [200, 409])
        expect(await statusOf(buyer, order.id)).toBe(names.includes('approval.approved') ? 'awaiting_payment' : 'cancelled')
      }
      await other.close()
    })
  })

  describe('Sending back', () => {
    it('waits for the requester, whose answer begins it anew', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member')
      const [buyer, lead] = members
      await asksFor(owner, stage('Lead', [person(lead)]), stage('Owner', [person(owner)]))
      const { id, order } = await orders(buyer)
      await due(lead).approve.mutate({ id, round: 1 })
      const back = await due(owner).sendBack.mutate({ id, note: 'For which team?' })
      expect(back).toMatchObject({ status: 'pending', awaits: 'requester', isMine: false })
      expect(await due(buyer).counts.query()).toEqual({ mine: 1, asked: 1 })
      expect(await refusalOf(due(owner).approve.mutate({ id }))).toBe('approval.sent_back')
      expect(await refusalOf(due(owner).resubmit.mutate({ id, note: 'Ours' }))).toBe('approval.not_requester')
      const again = await due(buyer).resubmit.mutate({ id, note: 'For support' })
      expect(again).toMatchObject({ round: 2, stage: 1, awaits: 'approvers', stages: [{ approvers: [{ vote: null }] }, {}] })
      expect(await refusalOf(due(lead).approve.mutate({ id, round: 1 }))).toBe('version.stale')
      await due(lead).approve.mutate({ id, round: 2 })
      const done = await due(owner).approve.mutate({ id })
      expect(done.history.map(({ kind }) => kind)).toEqual(['opened', 'approved', 'sent_back', 'resubmitted', 'approved', 'approved'])
      const told = await eventsOf(order.id)
      expect(told.find(({ name }) => name === 'approval.sent_back')?.data).toMatchObject({ userIds: [idOf(buyer)] })
      expect(told.find(({ name }) => name === 'approval.resubmitted')?.data).toMatchObject({ userIds: [idOf(lead)] })
    })

    it('and comments are kept with who said them', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'viewer')
      await asksFor(owner, stage('Owner', [person(owner)]))
      const { id } = await orders(members[0])
      await due(members[0]).comment.mutate({ id, text: 'Needed by Friday' })
      const { comments } = await due(owner).comment.mutate({ id, text: '承知しました' })
      expect(comments.map(({ by, text }) => [by?.id, text])).toEqual([
        [idOf(owner), '承知しました'],
        [idOf(members[0]), 'Needed by Friday'],
      ])
      expect((await due(owner).list.query({})).items[0]?.comments).toEqual(comments)
      expect(await refusalOf(due(members[1]).comment.mutate({ id, text: 'Me too' }))).toBe('auth.forbidden')
    })
  })

  describe('Delegating', () => {
    it('goes to a member who may decide, and to nobody who asked or sits there', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member', 'member', 'viewer')
      const [buyer, lead, mate, viewer] = members
      await asksFor(owner, stage('Desk', [person(lead), person(owner)], all))
      const { id, order } = await orders(buyer)
      for (const userId of [idOf(buyer), idOf(owner), idOf(viewer), idOf(await w.buyer())]) {
        expect(await refusalOf(due(lead).delegate.mutate({ id, userId }))).toBe('approval.delegate_not_allowed')
      }
      expect(await refusalOf(due(mate).delegate.mutate({ id, userId: idOf(mate) }))).toBe('approval.not_your_turn')
      const handed = await due(lead).delegate.mutate({ id, userId: idOf(mate), note: 'Yours' })
      expect(handed.stages[0]?.approvers.find(({ owner: approver }) => approver.id === idOf(lead))).toMatchObject({ holder: { id: idOf(mate) } })
      expect(await refusalOf(due(lead).approve.mutate({ id }))).toBe('approval.not_your_turn')
      const { history } = await due(mate).approve.mutate({ id })
      expect(history.at(-1)).toMatchObject({ kind: 'approved', by: { id: idOf(mate) }, person: { id: idOf(lead) } })
      expect((await eventsOf(order.id)).find(({ name }) => name === 'approval.delegated')?.data).toMatchObject({ userIds: [idOf(mate)] })
    })

    it('happens by itself while somebody is away', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member', 'member')
      const [buyer, lead, mate] = members
      await asksFor(owner, stage('Desk', [person(lead)]))
      const { absences } = lead.api.business
      const at = (hours: number) => new Date(Date.now() + shift + hours * hour).toISOString()
      expect(await refusalOf(absences.create.mutate({ userId: idOf(mate), from: at(2), to: at(1) }))).toBe('absence.bad_period')
      expect(await refusalOf(absences.create.mutate({ userId: idOf(lead), from: at(0), to: at(1) }))).toBe('approval.delegate_not_allowed')
      expect(await refusalOf(absences.create.mutate({ userId: idOf(await w.buyer()), from: at(0), to: at(1) }))).toBe('member.not_found')
      const away = await absences.create.mutate({ userId: idOf(mate), from: at(-1), to: at(2) })
      expect(away).toMatchObject({ user: { id: idOf(lead) }, deputy: { id: idOf(mate) } })
      const { id } = await orders(buyer)
      expect(await due(mate).counts.query()).toEqual({ mine: 1, asked: 0 })
      expect((await due(mate).list.query({ view: 'mine' })).items).toMatchObject([
        { id, isMine: true, stages: [{ approvers: [{ deputy: { id: idOf(mate) } }] }] },
      ])
      expect((await due(mate).approve.mutate({ id })).history.at(-1)).toMatchObject({ by: { id: idOf(mate) }, person: { id: idOf(lead) } })
      // The deputy's own order is not theirs to decide.
      const own = await orders(mate)
      expect(await refusalOf(due(mate).approve.mutate({ id: own.id }))).toBe('approval.own_request')
      expect((await due(mate).list.query({ view: 'mine' })).items).toEqual([])
      const last = await orders(buyer)
      expect(await refusalOf(mate.api.business.absences.remove.mutate({ id: away.id }))).toBe('absence.not_found')
      await absences.remove.mutate({ id: away.id })
      expect(await refusalOf(due(mate).approve.mutate({ id: last.id }))).toBe('approval.not_your_turn')
      expect((await absences.list.query()).items).toEqual([])
    })
  })

  describe('Time', () => {
    it('reminds once, escalates, and ends what nobody decides, through a downtime and by two servers at once', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member')
      const [buyer, lead] = members
      await asksFor(owner, stage('Desk', [person(lead)], any, { remindHours: 4, escalation: { approvers: [person(owner)], quorum: any } }))
      const { order, id } = await orders(buyer)
      const other = await w.another({ clock })
      const sweep = () => Promise.all([w.system.sweepApprovals(), other.system.sweepApprovals(), w.system.sweepApprovals()])
      const told = async () =>
        (await eventsOf(order.id)).filter(({ name }) => /remind|escal|expir/.test(name)).map(({ name, data, actorId }) => [name, data.userIds, actorId])
      await sweep()
      expect(await told()).toEqual([])
      shift += 21 * hour
      await sweep()
      await sweep()
      expect(await told()).toEqual([['approval.reminded', [idOf(lead)], 'agent:205']])
      shift += 4 * hour
      await sweep()
      expect((await told()).slice(1)).toEqual([['approval.escalated', [idOf(owner)], 'agent:205']])
      expect(await due(owner).get.query({ id })).toMatchObject({ isMine: true, stages: [{ isEscalated: true }], obstacles: { decide: null } })
      expect(await refusalOf(due(lead).approve.mutate({ id }))).toBe('approval.not_your_turn')
      shift += 300 * hour
      await sweep()
      expect((await told()).slice(2)).toEqual([['approval.expired', undefined, 'agent:205']])
      await w.settle()
      expect(await statusOf(buyer, order.id)).toBe('cancelled')
      await other.close()
    })
  })
})
