import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDb } from '@pantheon/db'
import { createTestDatabase } from '@pantheon/db/testing'
import { mintScope, newId, systemScope } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import type { StoredOrder } from '../src/orders/order.ts'
import type * as OrderListRepo from '../src/orders/order-list.repo.ts'
import type * as OrdersRepo from '../src/orders/orders.repo.ts'
import type { StoredPayment } from '../src/payments/payment.ts'
import type * as PaymentsRepo from '../src/payments/payments.repo.ts'

const repos = ['orders/orders.repo.ts', 'payments/payments.repo.ts', 'orders/order-list.repo.ts'] as const
/** The rule that keeps organizations apart, however a repository writes it. */
const ownRule = /eq\((?:\w+\.)*organizationId, (?:scope\.organizationId|hold\('organizationId'\))\)/g

/** A copy of a repository from which every such rule is gone. */
const copyWithoutRules = async <Repo>(folder: string, repo: (typeof repos)[number]): Promise<{ repo: Repo; removed: number; left: number }> => {
  const original = join(import.meta.dirname, '../src', repo)
  const source = readFileSync(original, 'utf8')
  const neighbour = (path: string): string => pathToFileURL(resolve(dirname(original), path)).href
  const copy = source.replaceAll(ownRule, 'undefined').replaceAll(/from '(\.[^']+)'/g, (_, path: string) => `from '${neighbour(path)}'`)
  const file = join(folder, repo.replace(/^.*\//, ''))
  writeFileSync(file, copy)
  return {
    repo: await import(pathToFileURL(file).href),
    removed: source.match(ownRule)?.length ?? 0,
    // A join that fetches the name of an order's organization is no rule about whose it is.
    left: copy.match(/eq\((?!organizations\.id, )[^)]*organizationId/g)?.length ?? 0,
  }
}

describe('A repository that forgot to ask for one organization only', async () => {
  // Inside the package, so that the copy finds what the original imports.
  const results = join(import.meta.dirname, 'test-results')
  mkdirSync(results, { recursive: true })
  const sandbox = mkdtempSync(join(results, 'sandbox-'))
  const database = await createTestDatabase('pg')
  const db = await openDb(database.url)
  afterAll(async () => {
    rmSync(sandbox, { recursive: true })
    await db.close()
    await database.drop()
  })
  const orders = await copyWithoutRules<typeof OrdersRepo>(sandbox, repos[0])
  const payments = await copyWithoutRules<typeof PaymentsRepo>(sandbox, repos[1])
  const lists = await copyWithoutRules<typeof OrderListRepo>(sandbox, repos[2])

  const [theirs, mine, everyone] = [mintScope(newId(new Date())), mintScope(newId(new Date())), systemScope]
  const organizationId = theirs.organizationId ?? ''
  const createdAt = new Date()
  const stamped = { createdAt, updatedAt: createdAt }
  const price = { quantity: 1, unitPriceMinor: 4900, totalMinor: 4900, currency: 'USD' } as const
  const order: StoredOrder = {
    id: newId(new Date()),
    organizationId,
    userId: newId(new Date()),
    productId: newId(new Date()),
    productName: 'Course',
    category: 'technical_support',
    ...price,
    status: 'awaiting_payment',
    input: { request: 'Help' },
    notes: null,
    version: 1,
    completedAt: null,
    ...stamped,
  } as StoredOrder
  const payment: StoredPayment = {
    id: newId(new Date()),
    organizationId,
    orderId: order.id,
    amountMinor: 4900,
    currency: 'USD',
    method: 'visa',
    provider: 'test',
    providerPaymentId: null,
    status: 'succeeded',
    failureCode: null,
    actionUrl: null,
    refundedMinor: 0,
    dispute: null,
    paidAt: createdAt,
    createdAt,
  }
  await db.as(everyone).transaction(async (tx) => {
    const { users, organizations, products } = tx.tables
    await tx.insert(users).values({ id: order.userId, email: 'them@example.test', name: 'Them', ...stamped })
    await tx.insert(organizations).values({ id: organizationId, name: 'Theirs', createdAt })
    const product = {
      id: order.productId,
      name: 'Course',
      description: '',
      priceMinor: 4900,
      currency: 'USD',
      category: 'technical_support',
      status: 'active',
    } as const
    await tx.insert(products).values({ ...product, ...stamped })
    await orders.repo.insertOrder(tx, order)
    await payments.repo.insertPayment(tx, payment)
  })

  const page = { after: undefined, limit: 10 }
  const past = new Date(0)
  /** Every way to read, as the copies do it: `scope` no longer says anything, only the database's own does. */
  const readings = {
    'finds an order': async (as: typeof mine) => Number((await orders.repo.findOrder(db.as(as), as, order.id)) !== undefined),
    'locks an order': (as: typeof mine) => db.as(as).transaction(async (tx) => Number((await orders.repo.lockOrder(tx, as, order.id)) !== undefined)),
    'lists orders': async (as: typeof mine) => (await orders.repo.listOrders(db.as(as), as, page)).length,
    'lists orders with names': async (as: typeof mine) => (await lists.repo.listNamedOrders(db.as(as), as, { rules: {}, sort: 'newest', ...page })).length,
    'counts orders': async (as: typeof mine) => (await orders.repo.countOrders(db.as(as), as, past)).since,
    'finds a payment': async (as: typeof mine) => Number((await payments.repo.findPayment(db.as(as), as, payment.id)) !== undefined),
    'lists payments': async (as: typeof mine) => (await payments.repo.listPayments(db.as(as), as, { orderId: undefined, ...page })).length,
    'adds up what was taken': async (as: typeof mine) => (await payments.repo.sumTaken(db.as(as), as, past)).length,
  }

  it('is what is tested here: no rule is left in the copies', () => {
    expect([orders.removed, payments.removed, lists.removed]).toEqual([2, 1, 1])
    expect([orders.left, payments.left, lists.left]).toEqual([0, 0, 0])
  })

  it.each(Object.entries(readings))('%s of its own, and none of another on Postgres', async (_, read) => {
    expect(await read(mine)).toBe(0)
    expect(await read(theirs)).toBe(1)
  })

  it.each(Object.entries(readings))('%s of another where the database is told to show everything', async (_, read) => {
    expect(await read(everyone)).toBe(1)
  })

  it('reads another organization when the database is asked for everything on behalf of one, which is why services use db.as(actor.scope)', async () => {
    expect(await orders.repo.findOrder(db.as(everyone), mine, order.id)).toMatchObject({ id: order.id })
  })

  it('changes nothing of another organization', async () => {
    await db.as(mine).transaction((tx) => orders.repo.saveOrder(tx, { ...order, status: 'cancelled', version: 2 }))
    expect(await orders.repo.findOrder(db.as(theirs), theirs, order.id)).toMatchObject({ status: 'awaiting_payment', version: 1 })
  })
})
