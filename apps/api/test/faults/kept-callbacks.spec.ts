import { eq, isNull } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'

describe.each(dialects)('Callbacks that were kept, on %s', async (dialect) => {
  const w = await world(dialect, {
    aroundProvider: (provider) => ({
      ...provider,
      find: (id) => (id.startsWith('ch_unreachable') ? Promise.reject(new Error('no answer')) : provider.find(id)),
    }),
  })
  afterAll(w.close)
  const { providerEvents } = w.db.tables

  it('are all tried, however many of the oldest cannot be acted on', async () => {
    const at = new Date(w.system.clock.now().getTime() - 60_000)
    const event = (n: number, aboutId: string) => ({ id: `test:evt_${n}`, type: 'charge.settled', aboutKind: 'payment' as const, aboutId, at })
    const stuck = Array.from({ length: 120 }, (_, n) => ({ ...event(n, `ch_unreachable_${n}`), receivedAt: at, appliedAt: null }))
    const newest = { ...event(999, 'ch_nobody'), receivedAt: new Date(at.getTime() + 1), appliedAt: null }
    await w.db.insert(providerEvents).values([...stuck, newest])
    await w.system.services.payments.processStored(0)
    expect(await w.db.$count(providerEvents, isNull(providerEvents.appliedAt))).toBe(stuck.length)
    const [applied] = await w.db.select().from(providerEvents).where(eq(providerEvents.id, newest.id))
    expect(applied?.appliedAt).not.toBeNull()
  })
})
