import { describe, expect, it } from 'vitest'
import { canonicalEmail, Email } from '../src/index.ts'

describe('An e-mail address', () => {
  it.each([
    'ivan@xn--e1afmkfd.xn--p1ai',
    'dev&co@example.com',
    'a!b@example.com',
    'docomo..user@docomo.ne.jp',
    '.dots.@docomo.ne.jp',
    "o'brien+tag@sub.example.co.uk",
    'a@b.co',
    '{x}|~^`?=/*%$#@example.org',
  ])('is %s', (address) => expect(Email.parse(address)).toBe(address))

  it('is one, whatever its case and however its domain is written', () => {
    expect(Email.parse('Ada@Example.COM')).toBe('ada@example.com')
    for (const written of ['ivan@пример.рф', 'Ivan@ПРИМЕР.РФ', 'ivan@xn--e1afmkfd.xn--p1ai', 'ivan@XN--E1AFMKFD.xn--p1ai'])
      expect(canonicalEmail(written)).toBe('ivan@xn--e1afmkfd.xn--p1ai')
    expect(canonicalEmail('hanako@日本語。jp')).toBe('hanako@xn--wgv71a119e.jp')
  })

  it.each([
    ...['', 'a', '@example.com', 'a@', 'a@b', 'a b@example.com', 'a@example..com', 'a@-example.com', 'a@example-.com', 'a@127.0.0.1', 'a@[::1]'],
    ...['"a b"@example.com', 'a@b@example.com', 'a@exa_mple.com', 'a@example.com\r\nBcc: b@example.com', 'a@exam\u202eple.com', `a@${'x'.repeat(64)}.com`],
    ...[`${'x'.repeat(250)}@example.com`, 'a@пример%2eрф.com', 'a@пример.рф:80', 'a@пример.рф/x', 'иван@example.com'],
  ])('is not %j', (text) => expect(Email.safeParse(text).success).toBe(false))
})
