import { type Notification, notificationKinds } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { createI18n } from '../src/i18n/i18n.ts'
import { sentenceOf } from '../src/notifications/notification-words.ts'

const notification = (changes: Partial<Notification> = {}): Notification => ({
  id: 'n',
  organizationId: 'acme',
  kind: 'order.fulfilled',
  subject: 'order',
  subjectId: 'o',
  title: 'Custom course',
  person: null,
  createdAt: '2026-03-04T05:06:07.891Z',
  readAt: null,
  ...changes,
})

describe('The words of notifications', async () => {
  const i18n = createI18n({ en: {}, ja: {} }, { startLanguage: 'en' })
  await i18n.loadLanguages(['en', 'ja'])
  await i18n.loadNamespaces('notifications')
  const words = { en: i18n.getFixedT('en', 'notifications'), ja: i18n.getFixedT('ja', 'notifications') }

  it('tell every kind, with and without a name and a title, in both languages', () => {
    for (const t of Object.values(words)) {
      for (const kind of notificationKinds) {
        for (const changes of [{}, { person: 'Ben' }, { title: null }, { title: null, person: 'Ben' }]) {
          const sentence = sentenceOf(notification({ kind, ...changes }), t)
          expect(sentence, kind).not.toMatch(/[{}]|undefined|null|kind\.|by\./)
          expect(sentence.length, kind).toBeGreaterThan(5)
        }
      }
    }
  })

  it('name whoever did it', () => {
    const cancelled = notification({ kind: 'order.cancelled', person: 'Ben' })
    expect(sentenceOf(cancelled, words.en)).toBe('Ben cancelled “Custom course”')
    expect(sentenceOf(cancelled, words.ja)).toBe('Benさんが「Custom course」の注文をキャンセルしました')
    expect(sentenceOf(notification({ kind: 'order.cancelled' }), words.en)).toBe('“Custom course” was cancelled')
    expect(sentenceOf(notification({ kind: 'payment.failed', title: null }), words.en)).toBe('The payment for your order failed')
    expect(sentenceOf(notification({ kind: 'order.failed', title: null }), words.en)).toBe('Your order could not be finished')
  })
})
