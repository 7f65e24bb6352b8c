import { describe, expect, it } from 'vitest'
import type { PlannedStage } from '../src/policies/planned-stage.ts'
import { gapsOf } from '../src/policies/policy-gaps.ts'

const stage = (userIds: string[], quorum: PlannedStage['quorum'] = { kind: 'any' }): PlannedStage => ({
  name: 'Desk',
  quorum,
  userIds,
  deadlineHours: 24,
  remindHours: null,
  escalation: null,
})
const count = (needed: number) => ({ kind: 'count', needed }) as const

describe('A stage that nobody’s request could pass', () => {
  it.each([
    ['one operator, who asks and decides', ['ann'], { kind: 'any' } as const, ['ann'], [{ needed: 1, people: 0 }]],
    ['everybody, and nobody is there', [], { kind: 'all' } as const, ['ann'], [{ needed: 1, people: 0 }]],
    ['two of two, of whom one asks', ['ann', 'bob'], count(2), ['ann', 'bob'], [{ needed: 2, people: 1 }]],
    ['one of two, of whom one asks', ['ann', 'bob'], { kind: 'any' } as const, ['ann', 'bob'], []],
    ['all of two, of whom one asks', ['ann', 'bob'], { kind: 'all' } as const, ['ann', 'bob'], []],
    ['two of two, and a third may ask', ['ann', 'bob'], count(2), ['ann', 'cleo'], []],
    ['one, and it is not known who asks', ['ann'], { kind: 'any' } as const, null, []],
  ])('is found: %s', (_, userIds, quorum, askers, gaps) => {
    expect(gapsOf([stage(userIds, quorum)], askers)).toEqual(gaps.map((gap) => ({ stage: 1, name: 'Desk', ...gap })))
  })
})
