import type { Policy } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import {
  draftOf,
  emptyStage,
  moveStage,
  nameableIn,
  type PolicyDraft,
  problemsOf,
  ruleOf,
  stageFieldId,
  withSubject,
} from '../src/features/approvals/policy-draft.ts'

const ann = '01890000-0000-7000-8000-000000000001'
const policy: Policy = {
  id: ann,
  level: 'organization',
  subject: 'order',
  currency: 'JPY',
  above: '50000',
  class: null,
  isActive: false,
  version: 3,
  gaps: [],
  createdAt: '2026-05-01T10:00:00.000Z',
  updatedAt: '2026-05-01T10:00:00.000Z',
  workflow: {
    stages: [
      {
        name: 'Lead',
        approvers: [{ kind: 'user', id: ann }],
        quorum: { kind: 'any' },
        deadlineHours: 24,
        remindHours: 4,
        escalation: { approvers: [{ kind: 'operators' }], quorum: { kind: 'all' } },
      },
      {
        name: 'Owners',
        approvers: [{ kind: 'role', id: 'owner' }],
        quorum: { kind: 'count', needed: 2 },
        deadlineHours: 72,
        remindHours: null,
        escalation: null,
      },
    ],
  },
}
const complete: PolicyDraft = { ...draftOf(), stages: [{ ...emptyStage(), name: 'Lead', approvers: [`user:${ann}`] }] }

describe('A rule in its form', () => {
  it('is the same rule when it is saved untouched', () => {
    const { id: _, level: __, subject: ___, version: ____, createdAt: _____, updatedAt: ______, gaps: _______, ...rule } = policy
    expect(problemsOf(draftOf(policy))).toEqual([])
    expect(ruleOf(draftOf(policy))).toEqual(rule)
  })

  it('has its numbers read in full width', () => {
    const [lead, owners] = draftOf(policy).stages
    const stages = [
      { ...lead!, deadline: '２４', remind: '４' },
      { ...owners!, deadline: '７２', needed: '２' },
    ]
    const draft = { ...draftOf(policy), above: '５００００', stages }
    expect(problemsOf(draft)).toEqual([])
    expect(ruleOf(draft)).toEqual(ruleOf(draftOf(policy)))
  })

  it('says what is missing, and where, before it is sent', () => {
    const [stage] = draftOf().stages
    expect(stage && problemsOf({ ...draftOf(), stages: [stage] })).toEqual([
      { fieldId: stageFieldId(stage!, 'name'), problem: 'name' },
      { fieldId: stageFieldId(stage!, 'approvers'), problem: 'approvers' },
    ])
    const wrong = (draft: Partial<PolicyDraft>, part = {}) =>
      problemsOf({ ...complete, ...draft, stages: complete.stages.map((one) => ({ ...one, ...part })) }).map(({ problem }) => problem)
    expect(wrong({})).toEqual([])
    expect(wrong({ currency: '', above: '5' })).toEqual(['currency'])
    expect(wrong({ currency: 'JPY', above: '5.5' })).toEqual(['above'])
    expect(wrong({ currency: 'USD', above: 'much' })).toEqual(['above'])
    expect(wrong({ level: 'platform' })).toEqual(['workflow'])
    expect(wrong({}, { deadline: '0' })).toEqual(['deadline'])
    expect(wrong({}, { deadline: '4', remind: '4' })).toEqual(['remind'])
    expect(wrong({}, { quorum: 'count', needed: '2' })).toEqual(['needed'])
    expect(wrong({}, { quorum: 'count', needed: '2', approvers: ['role:owner'] })).toEqual([])
    expect(wrong({}, { isEscalated: true })).toEqual(['escalation'])
  })

  it('about refunds and AWS actions is the platform’s, and names operators only', () => {
    const refund = withSubject(complete, 'refund')
    expect([refund.level, nameableIn(refund)]).toEqual(['platform', 'operators'])
    expect(problemsOf(refund).map(({ problem }) => problem)).toEqual(['operators'])
    expect(problemsOf({ ...refund, stages: [{ ...emptyStage(), name: 'Desk', approvers: ['operators'] }] })).toEqual([])
    expect([withSubject(complete, 'aws_action').level, withSubject(refund, 'order').level]).toEqual(['platform', 'platform'])
    expect([nameableIn(complete), nameableIn({ ...complete, level: 'platform' })]).toEqual(['everybody', 'roles'])
  })

  it('moves its stages up and down, and not beyond the ends', () => {
    const stages = ['a', 'b', 'c'].map((name) => ({ ...emptyStage(), name }))
    const names = (from: number, by: -1 | 1) =>
      moveStage(stages, from, by)
        .map(({ name }) => name)
        .join('')
    expect([names(0, 1), names(2, -1), names(0, -1), names(2, 1)]).toEqual(['bac', 'acb', 'abc', 'abc'])
  })

  it('of an AWS action has a class and no amount', () => {
    expect(ruleOf({ ...complete, subject: 'aws_action', above: '5', class: 'destructive' })).toMatchObject({
      currency: null,
      above: null,
      class: 'destructive',
    })
  })
})
