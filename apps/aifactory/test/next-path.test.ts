import { describe, expect, it } from 'vitest'
import { nextPathOf } from '../src/features/account/next-path.ts'

describe('where the door leads', () => {
  it('keeps a path of this site', () => {
    expect(nextPathOf('/products/1?q=a')).toBe('/products/1?q=a')
  })
  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 5, undefined])('does not lead to %s', (next) => {
    expect(nextPathOf(next)).toBeUndefined()
  })
})
