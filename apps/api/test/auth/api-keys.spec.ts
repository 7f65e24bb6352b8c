import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { courseProduct, refusalOf, world } from '../../src/testing/index.ts'

describe.each(storyDialects)('API keys, on %s', async (dialect) => {
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  const { visitor, buyer, operator, db, system, close } = await world(dialect, { clock })
  afterAll(close)
  const { apiKeys, memberships } = db.tables
  const holder = (secret: string) => visitor({ authorization: `Bearer ${secret}` })

  it('are shown once and stored as a hash', async () => {
    const person = await buyer()
    const { secret, ...key } = await person.api.auth.apiKeys.create.mutate({ name: 'CI', permissions: ['order:read'] })
    expect(secret).toMatch(/^pk_[\w-]{43}$/)
    expect(secret.startsWith(key.prefix)).toBe(true)
    const listed = await person.api.auth.apiKeys.list.query()
    expect(listed.items).toEqual([key])
    expect(JSON.stringify([listed, await db.select().from(apiKeys)])).not.toContain(secret)
  })

  it('act in their organization, for what they were given and nothing else', async () => {
    const person = await buyer()
    const { secret } = await person.api.auth.apiKeys.create.mutate({ name: 'Reader', permissions: ['order:read', 'task:manage', 'task:read'] })
    const program = holder(secret)
    expect(await program.api.business.orders.list.query({})).toEqual({ items: [], nextCursor: null })
    const task = await program.api.agents.tasks.create.mutate({ title: 'From a program', type: 'analysis' })
    expect(task.organizationId).toBe(person.account.organization.id)
    expect(await program.rest('GET', '/ai/jobs')).toMatchObject({ status: 403, body: { code: 'auth.forbidden', details: { permission: 'job:read' } } })
    expect(await refusalOf(program.api.auth.sessions.list.query())).toBe('auth.forbidden')
    expect(await refusalOf(program.api.auth.apiKeys.list.query())).toBe('auth.forbidden')
  })

  it('that work are all there to be ended, however many are over, and are 200 at most', async () => {
    const person = await buyer()
    const [userId, organizationId] = [person.account.user.id, person.account.organization.id]
    const row = (n: number, revokedAt: Date | null) => {
      const id = newId(new Date())
      const at = new Date(Date.now() - 2 * 86_400_000 + n) // not made today
      return { id, organizationId, userId, name: `Key ${n}`, prefix: 'pk_x', secretHash: id, permissions: [], createdAt: at, expiresAt: null, revokedAt }
    }
    // The oldest works; hundreds that came after it are over.
    const first = await person.api.auth.apiKeys.create.mutate({ name: 'First', permissions: ['order:read'], expiresInDays: null })
    await db
      .update(apiKeys)
      .set({ createdAt: new Date(0) })
      .where(eq(apiKeys.id, first.id))
    await db.insert(apiKeys).values(Array.from({ length: 510 }, (_, n) => row(n, new Date())))
    await db.insert(apiKeys).values(Array.from({ length: 198 }, (_, n) => row(1000 + n, null)))
    const atWork = async () => (await person.api.auth.apiKeys.list.query()).items.filter(({ revokedAt }) => revokedAt === null)
    expect(await atWork()).toHaveLength(199)
    expect((await atWork()).map(({ id }) => id)).toContain(first.id)
    const make = () => refusalOf(person.api.auth.apiKeys.create.mutate({ name: 'One more', permissions: ['order:read'] }))
    expect((await Promise.all([make(), make(), make()])).sort()).toEqual(['api_key.too_many', 'api_key.too_many', undefined])
    await person.api.auth.apiKeys.revoke.mutate({ id: first.id })
    expect(await make()).toBeUndefined()
  })

  it('note when they were last used', async () => {
    const person = await buyer()
    const { id, secret } = await person.api.auth.apiKeys.create.mutate({ name: 'Used', permissions: ['order:read'] })
    await holder(secret).api.business.orders.list.query({})
    const { items } = await person.api.auth.apiKeys.list.query()
    expect(items.find((key) => key.id === id)?.lastUsedAt).not.toBeNull()
  })

  it('cannot hold more than their maker, or what no key may', async () => {
    const person = await buyer()
    const make = (permissions: ('catalogue:manage' | 'account:manage' | 'organization:delete' | 'order:read')[]) =>
      refusalOf(person.api.auth.apiKeys.create.mutate({ name: 'Too much', permissions }))
    expect(await make(['catalogue:manage'])).toBe('api_key.permission_not_held')
    expect(await make(['order:read', 'account:manage'])).toBe('api_key.permission_not_held')
    expect(await make(['organization:delete'])).toBe('api_key.permission_not_held')
  })

  it('shrink with their maker, at once', async () => {
    const person = await buyer()
    const { id: userId } = person.account.user
    const { secret } = await person.api.auth.apiKeys.create.mutate({ name: 'Writer', permissions: ['task:manage', 'task:read'] })
    const program = holder(secret)
    await program.api.agents.tasks.create.mutate({ title: 'Once', type: 'analysis' })
    await db.update(memberships).set({ role: 'viewer' }).where(eq(memberships.userId, userId))
    system.services.access.changed({ userId }) // what was written past the services, they cannot know
    expect(await refusalOf(program.api.agents.tasks.create.mutate({ title: 'Twice', type: 'analysis' }))).toBe('auth.forbidden')
    expect(await program.api.agents.tasks.list.query({})).toMatchObject({ items: [{ title: 'Once' }] })
  })

  it('of an operator see one organization only', async () => {
    const [shop, customer] = [await operator(), await buyer()]
    await shop.api.business.products.create.mutate(courseProduct)
    const task = await customer.api.agents.tasks.create.mutate({ title: 'Theirs', type: 'analysis' })
    const { secret } = await shop.api.auth.apiKeys.create.mutate({ name: 'Ops', permissions: ['task:read', 'order:read', 'catalogue:manage'] })
    expect(await refusalOf(holder(secret).api.agents.tasks.get.query({ id: task.id }))).toBe('task.not_found')
    expect(await holder(secret).api.agents.tasks.list.query({})).toMatchObject({ items: [] })
    expect(await shop.api.agents.tasks.get.query({ id: task.id })).toMatchObject({ title: 'Theirs' })
  })

  it('end when they are revoked or over, and another organization’s are not there', async () => {
    const [person, stranger] = [await buyer(), await buyer()]
    const key = await person.api.auth.apiKeys.create.mutate({ name: 'Short', permissions: ['order:read'], expiresInDays: 1 })
    const other = await person.api.auth.apiKeys.create.mutate({ name: 'Long', permissions: ['order:read'], expiresInDays: null })
    expect(await refusalOf(stranger.api.auth.apiKeys.revoke.mutate({ id: other.id }))).toBe('api_key.not_found')
    for (const { secret } of [key, other]) expect((await holder(secret).rest('GET', '/orders')).status).toBe(200)
    await person.api.auth.apiKeys.revoke.mutate({ id: other.id })
    expect(await holder(other.secret).rest('GET', '/orders')).toMatchObject({ status: 401, body: { code: 'auth.token_invalid' } })
    expect(await refusalOf(person.api.auth.apiKeys.revoke.mutate({ id: other.id }))).toBe('api_key.not_found')
    shift = 2 * 86_400_000
    expect((await holder(key.secret).rest('GET', '/orders')).status).toBe(401)
    shift = 0
  })
})
