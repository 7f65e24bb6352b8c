import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { cn } from '../src/cn.ts'
import { createI18n } from '../src/i18n/i18n.ts'
import { Medallion } from '../src/patterns/Medallion.tsx'
import { Input } from '../src/primitives/controls.tsx'
import { formatDateTime } from '../src/primitives/DateTime.tsx'
import { Field } from '../src/primitives/Field.tsx'
import { formatMoney } from '../src/primitives/Money.tsx'
import { formatRelativeTime } from '../src/primitives/RelativeTime.tsx'

describe('money', () => {
  it('is written as the reader writes it, yen without decimals', () => {
    expect(formatMoney('49.00', 'USD', 'en')).toBe('$49.00')
    expect(formatMoney('6800', 'JPY', 'en')).toBe('¥6,800')
    expect(formatMoney('6800', 'JPY', 'ja')).toBe('¥6,800')
  })
})

describe('relative time', () => {
  const now = new Date('2026-01-10T12:00:00Z')
  it.each([
    ['2026-01-10T11:59:56Z', 'now', '今'],
    ['2026-01-10T11:59:20Z', '40 seconds ago', '40秒前'],
    ['2026-01-10T11:57:01Z', '2 minutes ago', '2分前'],
    ['2026-01-09T11:00:00Z', 'yesterday', '昨日'],
    ['2025-11-01T00:00:00Z', '2 months ago', '2か月前'],
  ])('%s is %s, in Japanese %s', (at, english, japanese) => {
    expect(formatRelativeTime(new Date(at), now, 'en')).toBe(english)
    expect(formatRelativeTime(new Date(at), now, 'ja')).toBe(japanese)
  })
})

describe('a date in a table', () => {
  it('is written the same in every language, in the time zone of the reader', () => {
    expect(formatDateTime(new Date('2026-11-30T05:05:09Z'), 'minute', 'Asia/Tokyo')).toBe('2026-11-30 14:05')
    expect(formatDateTime(new Date('2026-11-30T23:05:09Z'), 'minute', 'UTC')).toBe('2026-11-30 23:05')
    expect(formatDateTime('2026-11-30T23:05:09Z', 'day', 'Asia/Tokyo')).toBe('2026-12-01')
    expect(formatDateTime('2026-11-30T23:05:09Z', 'second', 'UTC')).toBe('2026-11-30 23:05:09')
  })
})

describe('class names', () => {
  it('keep a size beside a colour, and let the later of two sizes win', () => {
    expect(cn('text-14 text-ink')).toBe('text-14 text-ink')
    expect(cn('text-14', 'text-16')).toBe('text-16')
    expect(cn('rounded-control', 'rounded-card')).toBe('rounded-card')
  })
})

describe('a field', () => {
  it('ties its control to its label, help and error', () => {
    const html = renderToStaticMarkup(
      <Field id="topic" label="Topic" help="What to teach" error="Say the topic">
        <Input name="topic" />
      </Field>,
    )
    expect(html).toContain('<label for="topic"')
    expect(html).toMatch(/<input[^>]*id="topic"[^>]*aria-describedby="topic-help topic-error"[^>]*aria-invalid="true"/)
  })
})

describe('a medallion', () => {
  it('follows from the name alone', () => {
    expect(renderToStaticMarkup(<Medallion name="Peter Drucker" />)).toBe(renderToStaticMarkup(<Medallion name="Peter Drucker" />))
    expect(renderToStaticMarkup(<Medallion name="Peter Drucker" />)).toContain('PD')
    expect(renderToStaticMarkup(<Medallion name="野口英世" />)).toContain('>野<')
  })
})

describe('a language', () => {
  it('is fetched when it is first wanted, and missing words fall back to English', async () => {
    const i18n = createI18n({ en: { hello: 'Hello', only: 'Only here' }, ja: async () => ({ default: { hello: 'こんにちは' } }) }, { startLanguage: 'en' })
    const t = i18n.t as (key: string) => string
    expect(t('hello')).toBe('Hello')
    await i18n.changeLanguage('ja')
    expect(t('hello')).toBe('こんにちは')
    expect(t('only')).toBe('Only here')
    expect(t('ui:close')).toBe('閉じる')
  })
})
