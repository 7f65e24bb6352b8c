import { locales } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { apiKeyCreatedEmail, githubLinkedEmail, githubUnlinkedEmail } from '../src/mail/account-emails.ts'
import { type EmailTemplate, invitationEmail, passwordChangedEmail, passwordResetDoneEmail, passwordResetEmail, verificationEmail } from '../src/mail/emails.ts'

const url = 'https://pantheon.test/somewhere?token=abc&x=1'
const letters = (name: string): [string, (locale: 'en' | 'ja') => EmailTemplate][] => [
  ['reset', (locale) => passwordResetEmail(locale, { url })],
  ['verification', (locale) => verificationEmail(locale, { url })],
  ['changed', (locale) => passwordChangedEmail(locale, { name, url })],
  ['set anew', (locale) => passwordResetDoneEmail(locale, { name, url })],
  ['linked', (locale) => githubLinkedEmail(locale, { name, url, login: name })],
  ['unlinked', (locale) => githubUnlinkedEmail(locale, { name, url })],
  ['key', (locale) => apiKeyCreatedEmail(locale, { name, url, keyName: name, organizationName: name })],
  ['invitation', (locale) => invitationEmail(locale, { organizationName: name, inviterName: name, url, days: 7 })],
]
/** They may go to an address that somebody else typed, who chose the name too. */
const nameless = ['reset', 'verification']
const hostile = `<img src=x onerror="alert('1')">\r\nBcc: them@example.test\u2028& Co`
const stranger = `URGENT: your account is locked https://evil.example/x ${'!'.repeat(200)}`

describe.each(locales)('Letters in %s', (locale) => {
  it.each(letters('Ada Lovelace'))('%s: both forms carry the person and the link', (kind, letter) => {
    const { subject, text, html } = letter(locale)
    expect(subject).not.toBe('')
    expect(text.includes('Ada Lovelace')).toBe(!nameless.includes(kind))
    expect(text.split('\n')).toContain(url)
    expect(html.includes('Ada Lovelace')).toBe(!nameless.includes(kind))
    expect(html).toContain(`lang="${locale}"`)
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([url.replace('&', '&amp;'), url.replace('&', '&amp;')])
  })

  it.each(letters('Ada Lovelace'))('%s: the button is as large in Outlook, which knows padding of cells only', (_, letter) => {
    const [, ofCell, ofLink] = /<td bgcolor="#1e40af" style="[^"]*mso-padding-alt:([^;"]+)">\s*<a [^>]*;padding:([^;"]+);/.exec(letter(locale).html) ?? []
    expect(ofCell).toBe('12px 24px')
    expect(ofLink).toBe(ofCell)
  })

  it.each(letters('Ada Lovelace'))('%s: nothing is loaded from anywhere', (_, letter) => {
    expect(letter(locale).html).not.toMatch(/<img|<script|<link|@import|url\(|src=/i)
  })

  it.each(letters(hostile))('%s: what people call themselves is text and stays on its line', (kind, letter) => {
    const { subject, text, html } = letter(locale)
    expect(subject).not.toMatch(/[\r\n\u2028]/)
    expect(text).not.toMatch(/^Bcc/m)
    expect(html).not.toContain('<img')
    if (nameless.includes(kind)) return
    expect(html).toContain('&lt;img src=x onerror=&#39;alert(&#39;1&#39;)&#39;&gt; Bcc: them@example\u2024tes')
  })

  it.each(letters(stranger))('%s: a stranger chooses neither subject nor links, and few words', (_, letter) => {
    const { subject, text, html } = letter(locale)
    expect(subject).not.toContain('URGENT')
    expect(`${text}${html}`).not.toContain('evil')
    expect(`${text}${html}`).not.toContain('!'.repeat(60))
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
    expect(invitationEmail('en', { ...facts, days: 1 }).text).toContain('for 1 day.')
    expect(invitationEmail('en', { ...facts, days: 7 }).text).toContain('for 7 days.')
  })
})
