import { storyDialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'

describe.each(storyDialects)('The audit log of events without subjects, on %s', async (dialect) => {
  const { buyer, settle, db, close } = await world(dialect)
  afterAll(close)

  it('has the resources it always had: of what a server of the version before writes while this one runs, and of new events', async () => {
    const owner = await buyer()
    const { id: organizationId } = owner.account.organization
    const [at, taskId, orderId] = [new Date(), newId(new Date()), newId(new Date())]
    const old = [
      { id: newId(at), name: 'member.left' as const, data: { userId: 'user-1' }, resource: ['user', 'user-1'] },
      { id: newId(at), name: 'payment.created' as const, data: { paymentId: 'payment-1', orderId }, resource: ['payment', 'payment-1'] },
      { id: newId(at), name: 'task.deleted' as const, data: { taskId }, resource: ['task', taskId] },
    ]
    await db.insert(db.tables.events).values(old.map(({ resource: _, ...event }) => ({ ...event, organizationId, at })))
    await db.transaction(async (tx) => tx.emit('task.deleted', { organizationId, actorId: null, data: { taskId } }))
    await settle()
    const { items } = await owner.api.audit.list.query({})
    for (const { id, name, resource } of old) {
      const entry = items.find((item) => item.id === id)
      expect([entry?.action, entry?.resourceType, entry?.resourceId]).toEqual([name, ...resource])
    }
    expect(items[0]).toMatchObject({ action: 'task.deleted', resourceType: 'task', resourceId: taskId })
    expect(await owner.api.audit.verify.mutate({})).toMatchObject({ isIntact: true, broken: null })
  })
})
