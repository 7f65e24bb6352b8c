import { describe, expect, it } from 'vitest'
import { mailboxKey } from '../src/mail/mail-limits.ts'

describe('The mailbox behind an address', () => {
  it.each([
    ['ada@example.test', 'ada+1@example.test'],
    ['ada@example.test', 'ada+1+2@example.test'],
    ['ada.lovelace@gmail.com', 'a.d.a.lovelace+x@googlemail.com'],
  ])('of %s is that of %s', (one, other) => expect(mailboxKey(one)).toBe(mailboxKey(other)))
  it.each([
    ['ada@example.test', 'bob@example.test'],
    ['ada@example.test', 'ada@example.com'],
    ['ada.lovelace@example.test', 'adalovelace@example.test'],
  ])('of %s is not that of %s', (one, other) => expect(mailboxKey(one)).not.toBe(mailboxKey(other)))
})
