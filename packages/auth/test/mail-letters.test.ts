import { locales } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { apiKeyMadeLetter, githubLinkedLetter, githubUnlinkedLetter } from '../src/mail/account-letters.ts'
import { invitationLetter, type Letter, passwordChangedLetter, passwordResetDoneLetter, passwordResetLetter, verificationLetter } from '../src/mail/letters.ts'

const url = 'https://pantheon.test/somewhere?token=abc&x=1'
const letters = (name: string): [string, (locale: 'en' | 'ja') => Letter][] => [
  ['reset', (locale) => passwordResetLetter(locale, { name, url })],
  ['verification', (locale) => verificationLetter(locale, { name, url })],
  ['changed', (locale) => passwordChangedLetter(locale, { name, url })],
  ['set anew', (locale) => passwordResetDoneLetter(locale, { name, url })],
  ['linked', (locale) => githubLinkedLetter(locale, { name, url, login: name })],
  ['unlinked', (locale) => githubUnlinkedLetter(locale, { name, url })],
  ['key', (locale) => apiKeyMadeLetter(locale, { name, url, keyName: name, organizationName: name })],
  ['invitation', (locale) => invitationLetter(locale, { organizationName: name, inviterName: name, url, days: 7 })],
]
const hostile = `<img src=x onerror="alert('1')">\r\nBcc: them@example.test\u2028& Co`

describe.each(locales)('Letters in %s', (locale) => {
  it.each(letters('Ada Lovelace'))('%s: both forms carry the person and the link', (_, letter) => {
    const { subject, text, html } = letter(locale)
    expect(subject).not.toBe('')
    expect(text).toContain('Ada Lovelace')
    expect(text.split('\n')).toContain(url)
    expect(html).toContain('Ada Lovelace')
    expect(html).toContain(`lang="${locale}"`)
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([url.replace('&', '&amp;'), url.replace('&', '&amp;')])
  })

  it.each(letters('Ada Lovelace'))('%s: nothing is loaded from anywhere', (_, letter) => {
    expect(letter(locale).html).not.toMatch(/<img|<script|<link|@import|url\(|src=/i)
  })

  it.each(letters(hostile))('%s: what people call themselves is text and stays on its line', (_, letter) => {
    const { subject, text, html } = letter(locale)
    expect(subject).not.toMatch(/[\r\n\u2028]/)
    expect(text).not.toMatch(/^Bcc/m)
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; Bcc: them@example.test &amp; Co')
  })
})

describe('Letters', () => {
  it('are written in the language of the reader', () => {
    for (const [, letter] of letters('Ada')) {
      expect(letter('ja').text).toMatch(/[\u3040-\u30ff]/)
      expect(letter('en').text).not.toMatch(/[\u3040-\u30ff]/)
    }
  })
  it('count days', () => {
    const facts = { organizationName: 'A', inviterName: 'B', url }
    expect(invitationLetter('en', { ...facts, days: 1 }).text).toContain('for 1 day.')
    expect(invitationLetter('en', { ...facts, days: 7 }).text).toContain('for 7 days.')
  })
})
