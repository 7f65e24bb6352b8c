import { describe, expect, it } from 'vitest'
import { nextPathOf, pathWithNext } from '../src/account/next-path.ts'

describe('where the door leads', () => {
  it('keeps a path of this site', () => {
    expect(nextPathOf('/products/1?q=a')).toBe('/products/1?q=a')
  })
  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '/\n\\evil.example', 'javascript:alert(1)', 5, undefined])(
    'does not lead to %s',
    (next) => {
      expect(nextPathOf(next)).toBeUndefined()
    },
  )
  it('is remembered from one page of the door to the next', () => {
    const path = pathWithNext('/sign-up/', '/orders/?status=paid')
    expect(path).toBe('/sign-up/?next=%2Forders%2F%3Fstatus%3Dpaid')
    expect(new URL(path, 'http://here').searchParams.get('next')).toBe('/orders/?status=paid')
    expect(pathWithNext('/sign-up/', undefined)).toBe('/sign-up/')
  })
})
