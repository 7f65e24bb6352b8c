import { dialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { refusalOf, world } from '../../src/testing/index.ts'
import { approvalDesk, due, person, stage } from '../support/approval-desk.ts'
import { company, idOf } from '../support/organizations.ts'

describe.each(dialects)('What is said about a request on %s (database)', async (dialect) => {
  let shift = 0
  const w = await world(dialect, { clock: { now: () => new Date(Date.now() + shift) } })
  afterAll(() => w.close())
  const { asksFor, orders } = await approvalDesk(w)

  /** A request on which somebody has said a great deal, the first word longest ago. */
  const talkedAbout = async (count: number) => {
    const { owner, members } = await company(w, 'Acme', 'member', 'member')
    const [buyer, lead] = members
    await asksFor(owner, stage('Lead', [person(lead)]))
    const { id, order, approval } = await orders(buyer)
    const from = Date.now() + shift - 86_400_000
    const say = (n: number) => ({
      id: newId(new Date(from + n)),
      approvalId: id,
      organizationId: approval?.organizationId ?? '',
      kind: 'commented' as const,
      stage: 0,
      actorId: idOf(buyer),
      personId: null,
      note: `Word ${n}`,
      at: new Date(from + n),
    })
    await w.db.transaction(async (tx) => {
      const all = Array.from({ length: count }, (_, n) => say(n))
      for (let at = 0; at < all.length; at += 100) await tx.insert(tx.tables.approvalEntries).values(all.slice(at, at + 100))
    })
    return { id, order, owner, buyer, lead }
  }

  it('hides no decision, no other request and no other comment', async () => {
    const other = await talkedAbout(1)
    const { id, buyer, lead } = await talkedAbout(990)
    const rejected = await due(lead).reject.mutate({ id, note: 'Do not order this' })
    expect(rejected.history.map(({ kind, note }) => [kind, note])).toEqual([
      ['opened', null],
      ['rejected', 'Do not order this'],
    ])
    expect(rejected).toMatchObject({ commentCount: 990, comments: [{ text: 'Word 989' }, { text: 'Word 988' }, { text: 'Word 987' }] })
    expect(JSON.stringify(rejected).length).toBeLessThan(5000)
    expect((await due(other.lead).list.query({})).items[0]).toMatchObject({ commentCount: 1, comments: [{ text: 'Word 0' }] })

    const texts: string[] = []
    let cursor: string | undefined
    do {
      const page = await due(buyer).comments.query({ id, limit: 100, cursor })
      texts.push(...page.items.map(({ text }) => text))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(texts).toEqual(Array.from({ length: 990 }, (_, n) => `Word ${989 - n}`))
    expect(await refusalOf(due(other.lead).comments.query({ id }))).toBe('approval.not_found')
  })

  it('is limited in a minute, by person and by request', async () => {
    const { id, buyer, lead } = await talkedAbout(150)
    const say = (who: typeof buyer) => refusalOf(due(who).comment.mutate({ id, text: 'And another thing' }))
    for (let n = 0; n < 10; n++) await due(buyer).comment.mutate({ id, text: 'And another thing' })
    expect(await say(buyer)).toBe('approval.comments_too_fast')
    await due(lead).comment.mutate({ id, text: 'Enough' })
    for (let minute = 1; minute <= 4; minute++) {
      shift += 61_000
      for (let n = 0; n < 10; n++) await due(buyer).comment.mutate({ id, text: 'And another thing' })
    }
    shift += 61_000
    expect(await say(buyer)).toBe('approval.too_many_comments')
    await due(lead).approve.mutate({ id })
  })

  it('does not hide what happened to the order it is about', async () => {
    const { id, order, buyer, lead } = await talkedAbout(0)
    await due(buyer).comment.mutate({ id, text: 'Please' })
    await due(lead).approve.mutate({ id })
    const { items, hasEarlier } = await buyer.api.business.orders.timeline.query({ id: order.id })
    expect(hasEarlier).toBe(false)
    expect(items.map(({ name }) => name)).not.toContain('approval.commented')
    expect(items.map(({ name }) => name)).toContain('approval.approved')
  })
})
