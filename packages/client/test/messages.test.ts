import { errors, events } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { invalidationsOf } from '../src/invalidations.ts'
import en from '../src/messages/en.json' with { type: 'json' }
import ja from '../src/messages/ja.json' with { type: 'json' }

describe('The sentences for errors', () => {
  it('exist for every code of the catalogue, in both languages', () => {
    for (const code of Object.keys(errors)) {
      expect(en).toHaveProperty([code])
      expect(ja).toHaveProperty([code])
    }
  })
  it('have the same keys in both languages', () => {
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort())
  })
})

describe('Every event', () => {
  it('makes the composite state old', () => {
    for (const name of Object.keys(events) as (keyof typeof events)[]) expect(invalidationsOf(name)).toContainEqual(['state', 'snapshot'])
  })
})
