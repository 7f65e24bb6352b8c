import { describe, expect, it } from 'vitest'
import { isSitePath, linkTarget } from '../src/links.ts'

const origin = 'https://shop.example'

describe('A link in users’ text', () => {
  it.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['HTTP://example.org', 'http://example.org/'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['/courses?q=a#b', '/courses?q=a#b'],
    ['#part', '#part'],
    ['courses', '/courses'],
  ])('leads where it says: %s', (href, target) => {
    expect(linkTarget(href, origin)).toBe(target)
  })

  it.each(['//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '\n//evil.example', ' //evil.example', '/.//evil.example/../..//x'])(
    'leads to no other host unless it names its scheme: %j',
    (href) => {
      const target = linkTarget(href, origin)
      expect(new URL(target ?? '/', origin).origin).toBe(origin)
    },
  )

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' java\nscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://', '//evil.example'])(
    'is none: %j',
    (href) => {
      expect(linkTarget(href, origin)).toBeUndefined()
      expect(linkTarget(href)).toBeUndefined()
    },
  )

  it('on paper leads only where a whole address says', () => {
    expect(linkTarget('/courses')).toBeUndefined()
    expect(linkTarget('https://example.org')).toBe('https://example.org/')
  })
})

describe('A path of this site', () => {
  it('begins with a slash and stays here', () => {
    expect(isSitePath('/orders?status=paid')).toBe(true)
    for (const path of ['orders', 'https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '/.//evil.example', ''])
      expect(isSitePath(path)).toBe(false)
  })
})
