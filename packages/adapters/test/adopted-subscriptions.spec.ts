import type { PlanOffer } from '@pantheon/business'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { createTestSubscriptions } from '../src/payments/test-subscriptions.ts'

const startedAt = new Date('2026-11-01T00:00:00.000Z')
const plans: PlanOffer[] = [
  { plan: 'basic', name: 'Basic', amountMinor: 980, currency: 'JPY' },
  { plan: 'pro', name: 'Pro', amountMinor: 2980, currency: 'JPY' },
]

describe.each(dialects)('A subscription from before prices and bills were kept, on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  const { testBills, testSubscriptions } = db.tables
  const nothing = { endsAt: null, amountMinor: null, currency: null, nextPlan: null, nextAmountMinor: null, card: null, billedUntil: null, unpaidSince: null }
  let time = startedAt
  const provider = createTestSubscriptions({ db, clock: { now: () => time } })

  it('is enlarged for the difference, and renewed at the price of its plan', async () => {
    for (const id of ['enlarged', 'renewed']) await db.insert(testSubscriptions).values({ id, reference: id, plan: 'basic', startedAt, ...nothing })
    expect(await provider.find('enlarged')).toMatchObject({ plan: 'basic', state: 'active', periodEnd: new Date('2026-12-01T00:00:00.000Z') })
    await provider.find('renewed')
    await provider.offer(plans)
    expect(await provider.quote('enlarged', 'pro')).toMatchObject({ dueMinor: 2000, currency: 'JPY' })
    await provider.changePlan('enlarged', 'pro', null)
    time = new Date('2026-12-02T00:00:00.000Z')
    await provider.find('renewed')
    const bills = await db.select().from(testBills).orderBy(testBills.subscriptionId)
    expect(bills.map(({ subscriptionId, reason, amountMinor }) => [subscriptionId, reason, amountMinor])).toEqual([
      ['enlarged', 'change', 2000],
      ['renewed', 'renewal', 980],
    ])
  })
})
