import { describe, expect, it } from 'vitest'
import { quotableName } from '../src/index.ts'

describe('A name in a mail of ours', () => {
  it('becomes no link', () => {
    expect(quotableName('URGENT: your account is locked, https://evil.example/login?x=1 now')).toBe('URGENT: your account is locked, … now')
    expect(quotableName('see www.evil.example')).toBe('see …')
    expect(quotableName('evil.example/login')).toBe('…')
    expect(quotableName('Booking.com')).toBe('Booking\u2024com')
    expect(quotableName('help@evil.example')).toBe('help@evil\u2024example')
  })
  it('becomes no link by a scheme without slashes', () => {
    expect(quotableName('mailto:a@evil.com')).toBe('mailto\u2236a@evil\u2024com')
    expect(quotableName('call tel:+15550100 or MAILTO:a')).toBe('call tel\u2236+15550100 or MAILTO\u2236a')
    expect(quotableName('社mailto:a、sms:1')).toBe('社mailto\u2236a、sms\u22361')
    expect(quotableName('web+evil:x git.a:b')).toBe('web+evil\u2236x git\u2024a\u2236b')
    expect(quotableName('open \\\\evil.example\\share')).toBe('open …')
    expect(quotableName('evil。com evil．com')).toBe('evil\u2024com evil\u2024com')
  })
  it('becomes no link by letters with marks, symbols, or dots of other scripts', () => {
    expect(quotableName('evilq\u0303.com/login')).toBe('…')
    expect(quotableName('evilq\u0303.com')).toBe('evilq\u0303\u2024com')
    expect(quotableName('“Bank” confirm at evil。com/pay')).toBe("'Bank' confirm at …")
    expect(quotableName('銀行。com evilq\u0303｡com ｅｖｉｌ．ｃｏｍ/a')).toBe('銀行\u2024com evilq\u0303\u2024com …')
    expect(quotableName('i❤.ws and 💩️.la/x, a.❤.ws a-.com')).toBe('i❤\u2024ws and … a\u2024❤\u2024ws a-\u2024com')
    expect(quotableName('หน้า.ไทย/x กำ.com')).toBe('… กำ\u2024com')
  })
  it('is read in time linear in it', () => {
    for (const text of ['a', 'a.', 'a-', '。a', 'a.bc']) {
      const from = performance.now()
      quotableName(text.repeat(50_000))
      expect(performance.now() - from).toBeLessThan(2000)
    }
  })
  it('stays on its line and inside its quotation marks', () => {
    expect(quotableName('a\r\nBcc: b\u202e\u200b')).toBe('a Bcc: b')
    expect(quotableName('“a” 「b」')).toBe("'a' 『b』")
  })
  it('is cut between characters, not inside one', () => {
    expect(quotableName('👩\u200d🚀'.repeat(61))).toBe(`${'👩\u200d🚀'.repeat(60)}…`)
    expect(quotableName('𠮷'.repeat(60))).toBe('𠮷'.repeat(60))
    expect(quotableName(`${'x'.repeat(59)} y`)).toBe(`${'x'.repeat(59)}…`)
  })
  it('is as it was when there is nothing wrong with it', () => {
    for (const name of [
      "Dr. O'Brien & Søn",
      '山田 太郎',
      'St. Gallen Ltd.',
      'v2 (beta)',
      'Team: Sales',
      '10:30',
      'モーニング娘。',
      '営業。大阪/京都',
      '(.NET)',
      '営業：東京',
      'C:',
    ])
      expect(quotableName(name)).toBe(name)
  })
})
