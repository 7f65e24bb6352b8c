import { describe, expect, it } from 'vitest'
import { timelineDetail } from '../src/features/orders/timeline-words.ts'

describe('An entry of an order’s timeline', () => {
  it('says who did it, people and agents alike, and why it failed', () => {
    expect(timelineDetail({ actorName: 'CourseGeneratorAgent', detail: null }, 'en')).toBe('CourseGeneratorAgent')
    expect(timelineDetail({ actorName: 'CourseGeneratorAgent', detail: 'model.unavailable' }, 'en')).toMatch(/^CourseGeneratorAgent · \S+/)
    expect(timelineDetail({ actorName: null, detail: 'model.unavailable' }, 'en')).toMatch(/^[^·]+$/)
  })

  it('says nothing where the log names nobody', () => {
    expect(timelineDetail({ actorName: null, detail: null }, 'en')).toBeUndefined()
  })
})
