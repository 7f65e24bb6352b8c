import { eq, lockRows, openDb } from '@pantheon/db'
import { systemScope } from '@pantheon/kernel'
import { expect, it } from 'vitest'
import { courseInput, courseProduct, world } from '../../src/testing/index.ts'

it('While one order is locked and many ask to cancel it, their organization goes on placing orders', async ({ onTestFinished }) => {
  const w = await world('pg')
  onTestFinished(w.close)
  const buyer = await w.buyer()
  const product = await (await w.operator()).api.business.products.create.mutate(courseProduct)
  const place = () => buyer.rest('POST', '/orders', { productId: product.id, input: courseInput })
  const { body: order } = await place()

  const other = await openDb(w.config.databaseUrl)
  onTestFinished(other.close)
  let letGo: () => void = () => {}
  const released = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let isHeld: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    isHeld = resolve
  })
  const holding = other.as(systemScope).transaction(async (tx) => {
    await lockRows(tx, tx.select({ id: tx.tables.orders.id }).from(tx.tables.orders).where(eq(tx.tables.orders.id, order.id)))
    isHeld()
    await released
  })
  await held
  const statuses: number[] = []
  const cancels = Array.from({ length: 20 }, async () =>
    statuses.push((await buyer.rest('POST', `/orders/${order.id}/cancel`, { version: order.version })).status),
  )
  const placed = await Promise.all([place(), place(), place()])
  expect([placed.map(({ status }) => status), statuses]).toEqual([[201, 201, 201], []])
  letGo()
  await holding
  await Promise.all(cancels)
  expect(statuses.toSorted()).toEqual([200, ...Array(19).fill(409)])
})
