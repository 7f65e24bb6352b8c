import type { Page } from '@pantheon/contract'
import { dialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'

interface Item {
  id: string
}
/** More than any of these lists was ever cut to. */
const many = 520

describe.each(dialects)('Lists without a filter, on %s', async (dialect) => {
  const { buyer, db, system, close } = await world(dialect)
  afterAll(close)
  const person = await buyer()
  const { user, organization } = person.account
  const { apiKeys, invitations, absences } = db.tables
  const organizationId = organization.id
  const now = system.clock.now()
  const at = (n: number) => new Date(now.getTime() - 1_000_000 + 1000 * Math.floor(n / 3)) // three of a time, so that the id decides
  const rows = Array.from({ length: many }, (_, n) => ({ id: newId(now), organizationId, createdAt: at(n) }))
  const key = { userId: user.id, prefix: 'pk_x', permissions: [], expiresAt: null, revokedAt: now }
  const invitation = { role: 'member' as const, roleId: null, invitedBy: user.id, status: 'declined' as const, expiresAt: now }
  for (let i = 0; i < many; i += 100) {
    const some = rows.slice(i, i + 100)
    await db.insert(apiKeys).values(some.map((row) => ({ ...row, ...key, name: row.id, secretHash: row.id })))
    await db.insert(invitations).values(some.map((row) => ({ ...row, ...invitation, email: `${row.id}@example.test`, secretHash: row.id })))
    const until = new Date(now.getTime() + 86_400_000)
    await db.insert(absences).values(some.map((row) => ({ ...row, userId: user.id, deputyId: user.id, fromAt: row.createdAt, toAt: until })))
  }

  const lists: [name: string, path: string, list: (request?: { cursor?: string; limit?: number }) => Promise<Page<Item>>][] = [
    ['API keys that are over', '/api-keys', (request) => person.api.auth.apiKeys.list.query(request)],
    ['invitations that are over', '/invitations', (request) => person.api.organizations.invitations.list.query(request)],
    ['absences', '/absences', (request) => person.api.business.absences.list.query(request)],
  ]
  it.each(lists)('are read to their end: %s', async (_, path, list) => {
    const seen: string[] = []
    let page = await list()
    expect(page.items).toHaveLength(100)
    for (;;) {
      seen.push(...page.items.map(({ id }) => id))
      if (page.nextCursor === null) break
      page = await list({ cursor: page.nextCursor })
    }
    expect(seen).toHaveLength(many)
    expect(seen.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
    const { status, body } = await person.rest('GET', `${path}?limit=3`)
    expect([status, body.items.length, typeof body.nextCursor]).toEqual([200, 3, 'string'])
    expect((await person.rest('GET', `${path}?cursor=nonsense`)).body.code).toBe('input.invalid')
  })
})
