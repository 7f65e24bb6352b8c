import { budget, rounds } from '@pantheon/db/testing'
import { Failure, newId } from '@pantheon/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Asking,
  type Away,
  delegate,
  obstacleToDecide,
  openApproval,
  passTime,
  resubmit,
  type StoredApproval,
  sendBack,
  vote,
  waitingOn,
  withdraw,
} from '../src/approvals/approval.ts'
import { neededOf, type PlannedStage } from '../src/policies/planned-stage.ts'

const start = new Date('2026-05-01T10:00:00Z')
const hours = (n: number): Date => new Date(start.getTime() + n * 3_600_000)
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
  return 'done'
}

const stage = (name: string, userIds: string[], more: Partial<PlannedStage> = {}): PlannedStage => ({
  name,
  userIds,
  quorum: { kind: 'any' },
  deadlineHours: 24,
  remindHours: null,
  escalation: null,
  ...more,
})
const ask = (stages: PlannedStage[], requesterId = 'rita'): StoredApproval =>
  openApproval(
    {
      id: newId(new Date()),
      organizationId: 'acme',
      policyId: 'rule',
      resourceType: 'order',
      resourceId: newId(new Date()),
      title: 'Course',
      amountMinor: 9900,
      currency: 'USD',
      class: null,
      requesterId,
      createdAt: start,
    },
    stages,
  )
const as = (userId: string, at = start, away: Away[] = []): Asking => ({ userId, mayDecide: true, away, at })
const approve = (approval: StoredApproval, ...people: string[]): StoredApproval =>
  people.reduce((before, userId) => vote(before, as(userId), 'approve').approval, approval)

describe('A request for approval', () => {
  it('goes from stage to stage, and is approved by the last', () => {
    const opened = ask([stage('Team', ['ann', 'bob']), stage('Money', ['cleo'])])
    expect(waitingOn(opened)).toEqual(['ann', 'bob'])
    const second = approve(opened, 'bob')
    expect([second.status, second.stage, waitingOn(second)]).toEqual(['pending', 1, ['cleo']])
    expect(approve(second, 'cleo')).toMatchObject({ status: 'approved', decidedAt: start })
  })

  it.each([
    ['any', { kind: 'any' }, ['ann'], ['bob']],
    ['all', { kind: 'all' }, ['ann', 'bob', 'cleo'], ['bob']],
    ['two of three', { kind: 'count', needed: 2 }, ['ann', 'cleo'], ['ann', 'bob']],
  ] as const)('needs its quorum: %s', (_, quorum, approving, rejecting) => {
    const opened = ask([stage('Desk', ['ann', 'bob', 'cleo'], { quorum })])
    approving.forEach((_person, i) => {
      const given = approve(opened, ...approving.slice(0, i + 1))
      expect(given.status).toBe(i === approving.length - 1 ? 'approved' : 'pending')
    })
    let refused = opened
    rejecting.forEach((userId, i) => {
      refused = vote(refused, as(userId), 'reject').approval
      expect(refused.status).toBe(i === rejecting.length - 1 ? 'rejected' : 'pending')
    })
  })

  it('names each person once as an approver, however they are meant, and never the requester', () => {
    const opened = ask([stage('Desk', ['rita', 'ann', 'ann', 'bob'], { escalation: { userIds: ['rita', 'zoe'], quorum: { kind: 'any' } } })])
    expect(opened.stages[0]?.approvers.map(({ ownerId }) => ownerId)).toEqual(['ann', 'bob'])
    expect(opened.stages[0]?.escalation?.userIds).toEqual(['zoe'])
  })

  it('is not opened when nobody could decide it', () => {
    expect(codeOf(() => ask([stage('Desk', ['rita'])]))).toBe('approval.no_approvers')
    expect(codeOf(() => ask([stage('Desk', [], { quorum: { kind: 'all' } })]))).toBe('approval.no_approvers')
    expect(codeOf(() => ask([stage('Desk', ['ann'], { quorum: { kind: 'count', needed: 2 } })]))).toBe('approval.no_approvers')
    expect(codeOf(() => ask([]))).toBe('approval.no_approvers')
  })

  it('says who may not act, and why', () => {
    const opened = ask([stage('Desk', ['ann', 'bob'], { quorum: { kind: 'all' } })])
    expect(obstacleToDecide(opened, as('rita'))).toBe('approval.own_request')
    expect(obstacleToDecide(opened, as('zoe'))).toBe('approval.not_your_turn')
    expect(obstacleToDecide(opened, { ...as('ann'), mayDecide: false })).toBe('auth.forbidden')
    const given = approve(opened, 'ann')
    expect(obstacleToDecide(given, as('ann'))).toBe('approval.already_voted')
    expect(codeOf(() => vote(given, as('ann'), 'reject'))).toBe('approval.already_voted')
    expect(obstacleToDecide(approve(given, 'bob'), as('bob'))).toBe('approval.wrong_state')
    expect(codeOf(() => withdraw(given, { ...as('ann'), mayManage: false }))).toBe('approval.not_requester')
  })

  it('comes back with changes, and begins anew when it is answered', () => {
    const opened = approve(ask([stage('Team', ['ann']), stage('Money', ['cleo'])]), 'ann')
    const back = sendBack(opened, as('cleo')).approval
    expect([back.awaits, waitingOn(back), back.dueAt]).toEqual(['requester', ['rita'], hours(24)])
    expect(obstacleToDecide(back, as('cleo'))).toBe('approval.sent_back')
    expect(codeOf(() => resubmit(back, as('cleo')))).toBe('approval.not_requester')
    const again = resubmit(back, as('rita', hours(2)))
    expect(again).toMatchObject({ round: 2, stage: 0, awaits: 'approvers', dueAt: hours(26) })
    expect(again.stages.flatMap(({ approvers }) => approvers.map(({ vote: said }) => said))).toEqual([null, null])
    expect(codeOf(() => resubmit(again, as('rita')))).toBe('approval.not_sent_back')
  })
})

describe('Delegating', () => {
  const opened = ask([stage('Desk', ['ann', 'bob'], { quorum: { kind: 'all' } })])
  it('takes the voice with it', () => {
    const handed = delegate(opened, as('ann'), 'zoe')
    expect(obstacleToDecide(handed, as('ann'))).toBe('approval.not_your_turn')
    expect(vote(handed, as('zoe'), 'approve').inPlaceOf).toBe('ann')
  })
  it('makes nobody two voices, and nobody judge of their own request', () => {
    expect(codeOf(() => delegate(opened, as('ann'), 'bob'))).toBe('approval.delegate_not_allowed')
    expect(codeOf(() => delegate(opened, as('ann'), 'rita'))).toBe('approval.delegate_not_allowed')
    expect(codeOf(() => delegate(opened, as('zoe'), 'yan'))).toBe('approval.not_your_turn')
  })
  it('happens by itself while somebody is away, and only then', () => {
    const away = [{ userId: 'ann', deputyId: 'zoe', fromAt: hours(1), toAt: hours(3) }]
    const asked = [0, 1, 2.9, 3].map((at) => obstacleToDecide(opened, as('zoe', hours(at), away)))
    expect(asked).toEqual(['approval.not_your_turn', null, null, 'approval.not_your_turn'])
    expect(obstacleToDecide(opened, as('ann', hours(2), away))).toBeNull()
    expect(codeOf(() => delegate(opened, as('zoe', hours(2), away), 'yan'))).toBe('approval.not_your_turn')
    for (const deputyId of ['rita', 'bob']) {
      const unfit = [{ userId: 'ann', deputyId, fromAt: start, toAt: hours(9) }]
      expect(vote(opened, as('bob', start, unfit), 'approve').inPlaceOf).toBeNull()
      expect(obstacleToDecide(opened, as('rita', start, unfit))).toBe('approval.own_request')
    }
  })
})

describe('Time', () => {
  it('reminds once, escalates, reminds again, and ends', () => {
    let approval = ask([stage('Desk', ['ann'], { remindHours: 4, escalation: { userIds: ['zoe'], quorum: { kind: 'any' } } })])
    const told: [number, string][] = []
    for (let at = 0; at <= 60; at++) {
      for (let tick = passTime(approval, hours(at)); tick; tick = passTime(approval, hours(at))) {
        told.push([at, tick.kind])
        approval = tick.approval
      }
    }
    expect(told).toEqual([
      [20, 'reminded'],
      [24, 'escalated'],
      [44, 'reminded'],
      [48, 'expired'],
    ])
    expect(approval).toMatchObject({ status: 'expired', decidedAt: hours(48) })
  })
  it('gives those who are asked late their whole time', () => {
    const opened = ask([stage('Desk', ['ann'], { remindHours: 4, escalation: { userIds: ['zoe'], quorum: { kind: 'any' } } })])
    const late = passTime(opened, hours(500))
    expect(late).toMatchObject({ kind: 'escalated', approval: { status: 'pending', dueAt: hours(524) } })
    expect(late && waitingOn(late.approval)).toEqual(['zoe'])
    expect(late && passTime(late.approval, hours(500))).toBeNull()
  })
  it('ends what the requester does not answer', () => {
    const escalation = { userIds: ['zoe'], quorum: { kind: 'any' as const } }
    const back = sendBack(ask([stage('Desk', ['ann'], { escalation })]), as('ann', hours(10))).approval
    expect(passTime(back, hours(33))).toBeNull()
    expect(passTime(back, hours(34))?.kind).toBe('expired')
  })
})

describe('Whatever people and clocks do', () => {
  const people = ['ann', 'bob', 'cleo', 'dan', 'rita']
  const person = fc.constantFrom(...people)
  const quorum = fc.oneof(
    fc.constant({ kind: 'any' as const }),
    fc.constant({ kind: 'all' as const }),
    fc.record({ kind: fc.constant('count' as const), needed: fc.integer({ min: 1, max: 3 }) }),
  )
  const anyStage = fc.record({
    name: fc.constant('Stage'),
    userIds: fc.array(person, { minLength: 1, maxLength: 5 }),
    quorum,
    deadlineHours: fc.integer({ min: 2, max: 30 }),
    remindHours: fc.option(fc.constant(1)),
    escalation: fc.option(fc.record({ userIds: fc.array(person, { maxLength: 4 }), quorum })),
  })
  const anyAway = fc.record({ userId: person, deputyId: person, from: fc.integer({ min: 0, max: 40 }), hours: fc.integer({ min: 1, max: 60 }) })
  const anyAct = fc.record({
    what: fc.constantFrom('approve', 'approve', 'approve', 'reject', 'sendBack', 'resubmit', 'delegate', 'withdraw', 'wait'),
    who: person,
    to: person,
    wait: fc.integer({ min: 0, max: 10 }),
  })

  it('it is never approved without its quorums, never by the requester, never decided twice, and no approver or person decides twice', () => {
    let ends = { approved: 0, rejected: 0, expired: 0, cancelled: 0, pending: 0 }
    fc.assert(
      fc.property(
        fc.array(anyStage, { minLength: 1, maxLength: 3 }),
        fc.array(anyAway, { maxLength: 4 }),
        fc.array(anyAct, { maxLength: 60 }),
        (stages, aways, acts) => {
          const away = aways.map(({ userId, deputyId, from, hours: length }) => ({ userId, deputyId, fromAt: hours(from), toAt: hours(from + length) }))
          let approval: StoredApproval
          try {
            approval = ask(stages)
          } catch (error) {
            expect(error).toMatchObject({ code: 'approval.no_approvers' })
            return
          }
          const frozen = approval.stages.map(({ name, deadlineHours, escalation }) => ({ name, deadlineHours, escalation }))
          let now = 0
          for (const { what, who, to, wait } of acts) {
            now += wait
            const before = approval
            for (let tick = passTime(approval, hours(now)); tick; tick = passTime(approval, hours(now))) approval = tick.approval
            const asking = as(who, hours(now), away)
            try {
              if (what === 'approve' || what === 'reject') approval = vote(approval, asking, what).approval
              if (what === 'sendBack') approval = sendBack(approval, asking).approval
              if (what === 'resubmit') approval = resubmit(approval, asking)
              if (what === 'delegate') approval = delegate(approval, asking, to)
              if (what === 'withdraw') approval = withdraw(approval, { ...asking, mayManage: false })
            } catch (error) {
              if (!(error instanceof Failure)) throw error
            }
            if (before.status !== 'pending') expect(approval).toBe(before)
            expect(waitingOn(approval).length > 0, 'a pending request always waits for somebody').toBe(approval.status === 'pending')
            for (const { approvers } of approval.stages) {
              const spoken = approvers.flatMap(({ vote: said }) => (said ? [said.userId] : []))
              expect(new Set(spoken).size).toBe(spoken.length)
              expect(spoken).not.toContain('rita')
              expect(approvers.map(({ holderId }) => holderId)).not.toContain('rita')
            }
            if (approval.status === 'approved') {
              for (const { approvers, quorum: asked } of approval.stages) {
                const given = approvers.filter(({ vote: said }) => said?.decision === 'approve').length
                expect(given).toBeGreaterThanOrEqual(Math.max(1, neededOf(asked, approvers.length)))
              }
            }
            expect(approval.decidedAt === null).toBe(approval.status === 'pending')
          }
          expect(approval.stages.map(({ name, deadlineHours, escalation }) => ({ name, deadlineHours, escalation }))).toEqual(frozen)
          ends = { ...ends, [approval.status]: ends[approval.status] + 1 }
        },
      ),
      rounds(300, 1500),
    )
    // The walks really end in every way.
    for (const n of Object.values(ends)) expect(n).toBeGreaterThan(budget(0, 20))
  })
})
