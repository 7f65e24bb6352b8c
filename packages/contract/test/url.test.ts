import { describe, expect, it } from 'vitest'
import { canonicalEmail, Email, isSitePath, linkTarget, parseUrl, SitePath } from '../src/index.ts'

/** Han characters that are as different as can be, which Punycode takes longest for. */
const distinctHan = (length: number): string => Array.from({ length }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join('')
const longest = distinctHan(60_000)

/** One that takes the square of the time takes seconds, also on a fast machine. */
const isQuick = (work: () => unknown): boolean => {
  const begun = performance.now()
  work()
  return performance.now() - begun < 200
}

describe('A URL from outside', () => {
  it.each([
    'https://example.org/a?b#c',
    'http://user:secret@example.org:8080/',
    'https://日本語。jp/ウィキペディア',
    'http://[::1]:80/',
    'http:example.org',
    ' \n https:\\\\example.org',
    'mailto:a@example.org',
    `https://example.org/${distinctHan(500)}`,
    `https://example.org/?q=${'a'.repeat(300)}:@/${'b'.repeat(300)}`,
    `mailto:${'a'.repeat(300)}@example.org`,
    `data:text/plain,${'a'.repeat(300)}`,
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('is read as browsers read it: %j', (text) => expect(parseUrl(text)?.href).toBe(new URL(text).href))

  it.each(['/a?b', '//other.example/a', '\\/other.example', 'a/b', '?a', '#a', `/${distinctHan(500)}`, `${distinctHan(500)}/a`])(
    'is read from where it stands: %j',
    (text) => expect(parseUrl(text, 'https://shop.example')?.href).toBe(new URL(text, 'https://shop.example').href),
  )

  it('names a host that the DNS could hold', () => {
    expect(parseUrl(`http://${'a'.repeat(63)}.example`)).toBeDefined()
    for (const host of [`${'a'.repeat(64)}.example`, `${'あ'.repeat(64)}.jp`, 'a.'.repeat(127), `${'a.'.repeat(126)}example`]) {
      for (const text of [
        `http://${host}`,
        `http://${host}:80/`,
        `http://a:b@c@${host}/`,
        `HTTPS:\\\\${host}`,
        `http:${host}`,
        `\t ht\ntp://${host}`,
        `ws:/${host}?a`,
      ])
        expect(parseUrl(text)).toBeUndefined()
      for (const text of [`//${host}`, `/\\${host}/a`, `\t/\n/${host}`]) expect(parseUrl(text, 'https://shop.example')).toBeUndefined()
    }
  })

  it.each(['http://', 'https://user@', 'http:', 'ws:\\', '//', '/\t\\', 'http://a.', 'mailto:a@', 'http://a/', ' '.repeat(9), 'foo://', ''])(
    'is looked at in time linear in it: %j and 60,000 characters',
    (start) => {
      for (const text of [`${start}${longest}.com`, `${start}${longest.slice(0, 7900)}`, `${start}${' '.repeat(7900)}x`]) {
        expect(isQuick(() => [parseUrl(text), parseUrl(text, 'https://shop.example')])).toBe(true)
        expect(isQuick(() => [linkTarget(text), linkTarget(text, 'https://shop.example'), isSitePath(text), SitePath.safeParse(text)])).toBe(true)
      }
    },
  )

  it('of an e-mail address is no longer than an address may be, before anything is done with it', () => {
    for (const text of [`a@${longest}.com`, `a@b.${longest}`, `a@${longest.slice(0, 240)}.com`, `a@${'b。'.repeat(60_000)}c`]) {
      expect(isQuick(() => expect(Email.safeParse(text).success).toBe(false))).toBe(true)
      expect(isQuick(() => expect(canonicalEmail(text)).toBeUndefined())).toBe(true)
    }
    // Punycode is longer than what it stands for.
    expect(canonicalEmail(`${'a'.repeat(200)}@${distinctHan(16)}.${distinctHan(16)}.com`)).toBeUndefined()
  })
})
