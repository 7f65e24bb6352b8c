import { notificationKinds } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { anonymized, answered, chatMessage, fromValue, underName } from '../src/chat/chat-message.ts'

const about = { subject: 'approval', subjectId: '0198c6a2-7d4e-7a31-9c5b-2f1e8d3a6b04', title: 'A course about Sam' } as const
const input = { about, organizationId: '0198c6a2-7d4e-7a31-9c5b-2f1e8d3a6b05', organizationName: 'Acme', turn: { round: 1, stage: 1 } }

describe('A button in a chat', () => {
  it('names the stage that it was made for, within the 100 characters that Discord allows', () => {
    const longest = { ...input, turn: { round: 1_000_000, stage: 100 }, kind: 'approval.opened', personId: null, person: null } as const
    const [yes, no] = chatMessage('en', longest, 'https://shop.example').actions.map(({ value }) => value)
    const ask = { approvalId: about.subjectId, organizationId: input.organizationId, round: 1_000_000, stage: 100 }
    expect(fromValue(yes ?? '')).toEqual({ ...ask, decision: 'approve' })
    expect(fromValue(no ?? '')).toEqual({ ...ask, decision: 'reject' })
    expect(yes?.length).toBeLessThanOrEqual(100)
  })

  it('of a message that was sent before buttons named a stage still works', () => {
    const value = `approve:${about.subjectId}:${input.organizationId}:2`
    expect(fromValue(value)).toEqual({ decision: 'approve', approvalId: about.subjectId, organizationId: input.organizationId, round: 2 })
  })
})

describe('A message in a chat, when an account was deleted', () => {
  it.each(notificationKinds.flatMap((kind) => (['en', 'ja'] as const).map((locale) => [kind, locale] as const)))('names nobody: %s in %s', (kind, locale) => {
    const asked = chatMessage(locale, { ...input, kind, personId: 'sam', person: 'Slack Sam' }, 'https://shop.example')
    const ended = answered(locale, asked, { kind: 'approval.rejected', about, personId: 'ann', person: 'Ann' })
    const withoutSam = anonymized(ended, 'sam')
    expect(JSON.stringify(withoutSam)).not.toContain('Slack Sam')
    expect(JSON.stringify(withoutSam)).toContain('Ann')
    // What people wrote is not about the name in it.
    if (ended.text.includes('A course about Sam')) expect(withoutSam.text).toContain('A course about Sam')
    const withoutBoth = anonymized(withoutSam, 'ann')
    expect(JSON.stringify(withoutBoth)).not.toContain('Ann')
    expect(withoutBoth).not.toHaveProperty('people')
    expect(withoutBoth.text + withoutBoth.details.join()).not.toMatch(/退会した人さん|null|undefined/)
    expect(anonymized(ended, 'somebody else')).toEqual(ended)
  })

  it('stands under what its organization is called then', () => {
    const message = chatMessage('en', { ...input, kind: 'approval.opened', personId: null, person: null }, 'https://shop.example')
    const ended = answered('en', { ...message, details: ['Slack Sam'] }, 'over')
    expect(underName(ended, 'Deleted organization').details).toEqual(['Deleted organization', 'No decision is needed any more.'])
  })
})
