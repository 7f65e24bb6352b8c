import { locales, notificationKinds } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { pathOf, sentence } from '../src/inbox/sentences.ts'
import { notificationEmail } from '../src/mail/notification-email.ts'
import { channelsFor, toPreferences } from '../src/preferences/preferences.ts'

const bread = { subject: 'order' as const, subjectId: 'o-1', title: 'Better bread' }
const ada = { name: 'Ada', locale: 'en' as const }
const url = 'https://shop.test'

describe('A sentence', () => {
  it('exists for every kind in every language, with and without a name and a title', () => {
    for (const locale of locales) {
      const said = notificationKinds.map((kind) => sentence(locale, kind, bread, null))
      expect(new Set(said).size).toBe(notificationKinds.length)
      for (const kind of notificationKinds)
        for (const about of [bread, { ...bread, title: null }])
          for (const person of [null, 'Ben']) expect(sentence(locale, kind, about, person)).not.toMatch(/undefined|null|^\s*$/)
    }
  })
  it('names the thing and the person, in the reader’s language', () => {
    expect(sentence('en', 'order.cancelled', bread, 'Ben')).toBe('“Ben” cancelled “Better bread”')
    expect(sentence('ja', 'order.cancelled', bread, 'Ben')).toBe('「Ben」さんが「Better bread」の注文をキャンセルしました')
    expect(sentence('en', 'order.failed', { ...bread, title: null }, null)).toBe('Your order could not be finished')
  })
  it('stays on one line, whatever things and people are called', () => {
    const nasty = { ...bread, title: 'Bread\r\nBcc: everybody@example.test' }
    expect(sentence('en', 'approval.opened', nasty, 'Ben\nBoss')).toBe('“Ben Boss” asks for your approval of “Bread Bcc: everybody@example\u2024test”')
  })
})

describe('A letter', () => {
  it('says what happened, what follows, and leads there', () => {
    expect(notificationEmail(ada, { kind: 'payment.failed', about: bread, person: null }, url)).toEqual({
      subject: 'The payment for your order failed',
      greeting: 'Hello Ada,',
      paragraphs: ['The payment for “Better bread” failed.', 'Nothing was charged. The order is kept, and you can pay for it with another card.'],
      button: { label: 'See the order', url: 'https://shop.test/orders/o-1' },
      note: 'Choose which notifications you get in your settings: https://shop.test/settings/notifications',
    })
  })
  it('has a subject of ours, whatever somebody else is called', () => {
    const stranger = 'URGENT https://evil.example/pay'
    for (const kind of notificationKinds) {
      const { subject, greeting, paragraphs } = notificationEmail(
        { ...ada, name: stranger },
        { kind, about: { ...bread, title: stranger }, person: stranger },
        url,
      )
      expect(subject).not.toMatch(/URGENT|evil|“/)
      expect([greeting, ...paragraphs].join(' ')).not.toMatch(/https:|evil/)
    }
  })
  it('is written in the reader’s language', () => {
    expect(notificationEmail({ name: '雅', locale: 'ja' }, { kind: 'order.fulfilled', about: bread, person: null }, url)).toMatchObject({
      subject: 'ご注文を納品しました',
      greeting: '雅 様',
      paragraphs: ['「Better bread」を納品しました。'],
      button: { label: '注文を見る' },
    })
  })
  it('leads somewhere from every subject', () => {
    const subjects = (['order', 'course', 'job', 'invitation', 'approval', 'plan', 'event'] as const).map((subject) => pathOf({ ...bread, subject }))
    expect(subjects).toEqual(['/orders/o-1', '/courses/o-1', '/notifications', '/organization/members', '/approvals/o-1', '/plan', '/pantheon/parked-events/'])
  })
})

describe('The channels', () => {
  const all = ['inbox', 'mail', 'slack'] as const
  it('are as usual for somebody who wished nothing: all in the inbox, what matters by mail, what asks for an answer by chat', () => {
    expect(channelsFor('approval.opened', all, [])).toEqual(['inbox', 'mail', 'slack'])
    expect(channelsFor('order.fulfilled', all, [])).toEqual(['inbox', 'mail'])
    expect(channelsFor('invitation.accepted', all, [])).toEqual(['inbox'])
  })
  it('follow a wish, for its kind and channel only', () => {
    const wishes = [
      { kind: 'order.fulfilled' as const, channel: 'mail' as const, isOn: false },
      { kind: 'order.fulfilled' as const, channel: 'slack' as const, isOn: true },
    ]
    expect(channelsFor('order.fulfilled', all, wishes)).toEqual(['inbox', 'slack'])
    expect(channelsFor('order.failed', all, wishes)).toEqual(['inbox', 'mail'])
    expect(channelsFor('order.fulfilled', ['inbox'], wishes)).toEqual(['inbox'])
  })
  it('are told for every kind, of failed events to operators only', () => {
    const { items, channels, isEmailVerified } = toPreferences(all, [], { isEmailVerified: false, isOperator: true })
    const others = toPreferences(all, [], { isEmailVerified: false, isOperator: false }).items.map(({ kind }) => kind)
    expect(others).toEqual(notificationKinds.filter((kind) => kind !== 'event.parked'))
    expect({ kinds: items.map(({ kind }) => kind), channels, isEmailVerified }).toEqual({ kinds: notificationKinds, channels: all, isEmailVerified: false })
  })
})
