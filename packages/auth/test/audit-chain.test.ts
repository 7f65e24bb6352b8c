import { createHmac } from 'node:crypto'
import { type EventData, type EventName, events, subjectsOf } from '@pantheon/contract'
import { digestOf } from '@pantheon/db'
import { newId } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { type Draft, draftEntry, isAudited, leftOut, platformChain } from '../src/audit/audit.ts'
import { chainStart, hashOf, judgeEntry, sealEntry } from '../src/audit/chain.ts'
import { createCheckpointSigner } from '../src/audit/checkpoint.ts'
import { createKeyRing } from '../src/tokens/key-ring.ts'

const names = Object.keys(events) as EventName[]
const at = new Date('2026-07-01T08:00:00.123Z')
const draft: Draft = {
  organizationId: newId(new Date()),
  id: newId(new Date()),
  at,
  actorId: newId(new Date()),
  action: 'member.role_changed',
  resourceType: 'user',
  resourceId: newId(new Date()),
  address: '192.0.2.7',
  userAgent: 'A browser',
  requestId: 'request-1',
  apiKey: null,
  beforeDigest: 'a'.repeat(64),
  afterDigest: 'b'.repeat(64),
}

describe('What is entered', () => {
  it('is everything but what the list of exceptions names, with a reason', () => {
    expect(names.filter((name) => !isAudited(name))).toEqual(['job.progressed', 'course.outlined', 'notification.created', 'notification.read'])
    expect(Object.values(leftOut).every((reason) => reason.length > 20)).toBe(true)
  })

  // What is entered is hashed: an event that was entered with one resource must not have another when it is derived again.
  // Events that came later have had subjects from their first day.
  const newer: readonly EventName[] = ['job.refused']
  it.each(names.filter((name) => isAudited(name) && !newer.includes(name)))('%s names the resource that it named before events had subjects', (name) => {
    const data = Object.fromEntries(Object.keys(events[name].shape).map((field) => [field, `the ${field}`])) as EventData<EventName>
    const kind = name.slice(0, name.indexOf('.'))
    const type = kind === 'member' ? 'user' : kind
    const field = `${type.replace(/_(\w)/g, (_: string, letter: string) => letter.toUpperCase())}Id`
    expect(subjectsOf(name, data)?.subject).toEqual({ type, id: `the ${field}` })
  })

  it('says who, what, on what, from where and when; what is nobody’s goes to the platform’s chain', () => {
    const { id, organizationId, actorId } = draft
    const event = {
      id,
      organizationId,
      actorId,
      at: at.toISOString(),
      name: 'member.role_changed' as const,
      subject: { type: 'user' as const, id: draft.resourceId ?? '' },
      origin: { address: '192.0.2.7', userAgent: 'A browser', requestId: 'request-1' },
      beforeDigest: 'a'.repeat(64),
      afterDigest: 'b'.repeat(64),
    }
    expect(draftEntry(event)).toEqual(draft)
    const apiKey = { id: newId(new Date()), name: 'Nightly', prefix: 'pk_abc' }
    expect(draftEntry({ ...event, origin: { ...event.origin, apiKey } })).toEqual({ ...draft, apiKey })
    expect(draftEntry({ ...event, organizationId: null, origin: null })).toMatchObject({
      organizationId: platformChain,
      address: null,
      userAgent: null,
      requestId: null,
    })
  })
})

describe('A chain', () => {
  const first = sealEntry(draft, chainStart)
  const apiKey = { id: newId(new Date()), name: 'Nightly', prefix: 'pk_abc' }
  const second = sealEntry({ ...draft, id: newId(new Date()), action: 'member.left', apiKey }, first)
  const third = sealEntry({ ...draft, id: newId(new Date()) }, second)

  it('is numbered from 1 and begins with 64 zeros', () => {
    expect([first, second, third].map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(first.prevHash).toBe('0'.repeat(64))
    expect([judgeEntry(first, chainStart), judgeEntry(second, first), judgeEntry(third, second)]).toEqual([null, null, null])
  })

  it.each(Object.keys(first).filter((field) => field !== 'hash'))('has %s under its hash', (field) => {
    const changed = { ...second, [field]: field === 'at' ? new Date(at.getTime() + 1) : field === 'seq' ? 7 : 'something else' }
    expect(hashOf(changed)).not.toBe(second.hash)
    expect(hashOf({ ...second, [field]: null } as never)).not.toBe(second.hash)
  })

  it('has the hash that it had before keys were noted, where there was none', () => {
    const nothing = { userAgent: null, beforeDigest: null, afterDigest: null, apiKey: null }
    const order = { action: 'order.placed', resourceType: 'order', resourceId: 'order-1' }
    const old = { ...nothing, ...order, organizationId: 'acme', id: 'event-1', at, actorId: 'ada', address: '192.0.2.7', requestId: 'request-1' }
    expect(sealEntry(old, chainStart).hash).toBe('64012b254d41c61c51c892125d3cb8b5c0a7e680f7b18373a89a32bc0ddae54c')
  })

  it('is hashed alike with whatever a query adds to the entry', () => {
    expect(hashOf({ ...second, actorName: 'Ada' } as typeof second)).toBe(second.hash)
  })

  it('tells a changed entry, a broken link and a gap apart', () => {
    const rewritten = { ...second, actorId: null }
    expect(judgeEntry(rewritten, first)).toEqual({ seq: 2, reason: 'entry_changed' })
    const resealed = { ...rewritten, hash: hashOf(rewritten) }
    expect(judgeEntry(resealed, first)).toBeNull()
    expect(judgeEntry(third, resealed)).toEqual({ seq: 3, reason: 'link_broken' })
    expect(judgeEntry(third, first)).toEqual({ seq: 2, reason: 'entry_missing' })
    const before = { ...first, seq: 0 }
    expect(judgeEntry({ ...before, hash: hashOf(before) }, chainStart)).toEqual({ seq: 0, reason: 'link_broken' })
  })
})

describe('A checkpoint', () => {
  const keys = createKeyRing([
    { kid: 'new', secret: 'n'.repeat(32) },
    { kid: 'old', secret: 'o'.repeat(32) },
  ])
  const signer = createCheckpointSigner(keys)
  const checkpoint = signer.sign(draft.organizationId, { seq: 3, hash: 'c'.repeat(64) }, at)

  it('is signed with the newest key and honoured under any that is known', () => {
    expect(checkpoint).toEqual({
      organizationId: draft.organizationId,
      seq: 3,
      hash: 'c'.repeat(64),
      at: at.toISOString(),
      kid: 'new',
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(signer.judge(checkpoint)).toBeNull()
    const older = createCheckpointSigner(createKeyRing([{ kid: 'old', secret: 'o'.repeat(32) }])).sign('x', { seq: 1, hash: 'd' }, at)
    expect(signer.judge(older)).toBeNull()
  })

  it.each([
    { organizationId: newId(new Date()) },
    { seq: 4 },
    { hash: 'd'.repeat(64) },
    { at: '2026-07-01T08:00:00.124Z' },
    { kid: 'old' },
    { signature: '' },
    { signature: 'no hex' },
    { signature: `${checkpoint.signature.slice(0, -1)}${checkpoint.signature.endsWith('0') ? '1' : '0'}` },
  ])('with another %o is forged', (change) => {
    const forged = { ...checkpoint, ...change }
    expect(signer.judge(forged)).toEqual({ seq: forged.seq, reason: 'checkpoint_forged' })
  })

  it('under a key that nobody knows cannot be told', () => {
    expect(signer.judge({ ...checkpoint, kid: 'lost' })).toEqual({ seq: 3, reason: 'checkpoint_key_unknown' })
  })

  it('has a key of its own: what the ring’s secret itself signs is no checkpoint', () => {
    const { signature: _, ...signed } = checkpoint
    const mac = createHmac('sha256', 'n'.repeat(32)).update(digestOf(signed)).digest('hex')
    expect(signer.judge({ ...checkpoint, signature: mac })).toEqual({ seq: 3, reason: 'checkpoint_forged' })
  })
})
