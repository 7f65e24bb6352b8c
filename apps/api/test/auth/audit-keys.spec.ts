import type { AuditEntry } from '@pantheon/contract'
import { digestOf } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, world } from '../../src/testing/index.ts'
import { tamper } from '../support/audit-tampering.ts'

describe.each(storyDialects)('The key that something was done with, on %s', async (dialect) => {
  const here = await world(dialect)
  const { buyer, operator, visitor, settle, close } = here
  afterAll(close)

  it('stands in the audit log beside the person whose key it is, in every file of it, and under its hash', async () => {
    const [owner, shop] = await Promise.all([buyer(), operator()])
    const { organization, user } = owner.account
    const { id: productId } = await shop.api.business.products.create.mutate(courseProduct)
    const { id, name, prefix, secret } = await owner.api.auth.apiKeys.create.mutate({
      name: 'Nightly, orders',
      permissions: ['order:place'],
      expiresInDays: null,
    })
    const placed = await visitor({ authorization: `Bearer ${secret}` }).rest('POST', '/orders', { productId, input: courseInput })
    expect(placed.status).toBe(201)
    await owner.api.business.orders.place.mutate({ productId, input: courseInput })
    await settle()

    const list = async (filter: { search?: string; action?: string }): Promise<AuditEntry[]> => (await owner.api.audit.list.query(filter)).items
    const [byHand, withKey] = await list({ action: 'order.placed' })
    expect(withKey).toMatchObject({ resourceId: placed.body.id, actorId: user.id, actorName: user.name, apiKey: { id, name, prefix } })
    expect(byHand).toMatchObject({ actorId: user.id })
    expect(byHand).not.toHaveProperty('apiKey')
    expect(await list({ search: 'NIGHTLY' })).toContainEqual(withKey)

    const exported = async (format: string): Promise<string> => (await owner.http(`/api/v1/audit/export?action=order.placed&format=${format}`)).text()
    const [kept, other] = (await exported('jsonl')).split('\n').map((line) => (line === '' ? null : (JSON.parse(line) as AuditEntry)))
    expect([kept, other]).toEqual([withKey, byHand])
    // As somebody outside works it out: everything in the line but the name of today and the hash itself.
    const hashOutside = ({ actorName: _, hash: __, ...entry }: AuditEntry): string => digestOf({ organizationId: organization.id, ...entry })
    expect([withKey, byHand].map((entry) => hashOutside(entry!))).toEqual([withKey!.hash, byHand!.hash])
    const [head, first, second] = (await exported('csv')).split('\r\n')
    expect(head).toMatch(/,keyId,keyName,keyPrefix$/)
    expect([first?.endsWith(`,${id},"Nightly, orders",${prefix}`), second?.endsWith(',,,')]).toEqual([true, true])

    expect(await owner.api.audit.verify.mutate({})).toMatchObject({ isIntact: true })
    await tamper(here, `update audit_entries set api_key = null where organization_id = '${organization.id}' and seq = ${withKey!.seq}`)
    expect(await owner.api.audit.verify.mutate({})).toMatchObject({ broken: { seq: withKey!.seq, reason: 'entry_changed' } })
  })
})
