import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { isPersonalEvent, type LoggedEvent } from '@pantheon/contract'
import { lastSeq, readSince } from '@pantheon/db'
import { fastest, storyDialects } from '@pantheon/db/testing'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type Caller, courseInput, courseProduct, type SignedInCaller, testCard, world } from '../../src/testing/index.ts'
import { openSocket } from '../support/procedures.ts'
import { isOfOrder, watch } from '../support/watcher.ts'

describe.each(storyDialects)('Watching over the socket, on %s', async (dialect) => {
  const { visitor, buyer, operator, db, settle, close } = await world(dialect)
  afterAll(close)
  const [shop, customer, stranger] = await Promise.all([operator(), buyer(), buyer()])
  const product = await shop.api.business.products.create.mutate(courseProduct)

  const open: ReturnType<typeof watch>[] = []
  const watching = (caller: Caller, from?: string) => {
    const page = watch(caller, from)
    open.push(page)
    return page
  }
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.close()))
  })
  const order = (caller: SignedInCaller) => caller.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
  const seqs = (events: LoggedEvent[]) => events.map(({ seq }) => seq)
  /** The log itself, as it must be seen by somebody who sees everything but what others are told. */
  const logSince = async (seq: number) => (await readSince(db, seq, 2000)).filter((row) => !isPersonalEvent(row.name)).map((row) => row.seq)

  it('shows first where things stand, then everything that happens, in order and once', async () => {
    const page = watching(shop)
    await page.started()
    const { id: orderId } = await order(customer)
    await customer.api.business.payments.pay.mutate({ orderId, card: testCard })
    await settle()
    await page.sees((event) => event.name === 'order.fulfilled' && isOfOrder(orderId)(event))
    const [snapshot] = page.snapshots()
    expect(page.messages[0]?.message.kind).toBe('snapshot')
    expect(page.snapshots()).toHaveLength(1)
    expect(seqs(page.events())).toEqual(await logSince(snapshot!.version))
    expect(page.events().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['order.placed', 'payment.succeeded', 'order.paid', 'job.progressed', 'course.completed', 'order.fulfilled']),
    )
  })

  it('shows a change within a second', async () => {
    const page = watching(customer)
    await page.started()
    const changes = async () => page.sees(isOfOrder((await order(customer)).id))
    expect(await fastest(changes, 1000, 5)).toBeLessThanOrEqual(1000)
  })

  it('goes on after the line was cut with exactly what was missed', async () => {
    const page = watching(shop)
    await page.started()
    const first = await order(customer)
    await page.sees(isOfOrder(first.id))
    for (let round = 0; round < 3; round++) {
      page.cut()
      for (let n = 0; n < 4; n++) await order(n % 2 === 0 ? customer : stranger)
      page.reconnect()
      const after = await order(customer)
      await page.sees(isOfOrder(after.id))
    }
    expect(page.snapshots()).toHaveLength(1)
    expect(seqs(page.events())).toEqual(await logSince(page.snapshots()[0]!.version))
  })

  it('loses and doubles nothing when the line is cut in the middle of things', async () => {
    const page = watching(shop)
    await page.started()
    const orders = Array.from({ length: 25 }, () => order(customer))
    for (let n = 0; n < 5; n++) {
      page.cut()
      page.reconnect()
      await new Promise((resolve) => setTimeout(resolve, 15))
    }
    await Promise.all(orders)
    const last = await order(customer)
    await page.sees(isOfOrder(last.id))
    const from = page.snapshots().at(-1)!.version
    expect(seqs(page.events()).filter((seq) => seq > from)).toEqual(await logSince(from))
    expect(new Set(seqs(page.events())).size).toBe(page.events().length)
  })

  it('shows a buyer what is theirs and nothing of another organization; an operator sees both', async () => {
    const [mine, all] = [watching(customer), watching(shop)]
    await Promise.all([mine.started(), all.started()])
    const theirs = await order(stranger)
    const own = await order(customer)
    await Promise.all([mine.sees(isOfOrder(own.id)), all.sees(isOfOrder(own.id))])
    expect(mine.events().some(isOfOrder(theirs.id))).toBe(false)
    expect(all.events().some(isOfOrder(theirs.id))).toBe(true)
    expect(JSON.stringify(mine.messages)).not.toContain(stranger.account.organization.id)
    // Neither when coming back after an absence.
    const back = watching(customer, mine.messages[0]!.id)
    await back.sees(isOfOrder(own.id))
    expect(back.snapshots()).toEqual([])
    expect(JSON.stringify(back.messages)).not.toContain(stranger.account.organization.id)
  })

  it('starts afresh for a page that was away for too long, or that comes from another log', async () => {
    const seen = await lastSeq(db)
    await db.transaction(async (tx) => {
      for (let n = 0; n < 1001; n++) tx.emit('product.updated', { organizationId: null, actorId: null, data: { productId: product.id } })
    })
    // The server's own reading may be behind; a page that comes back meanwhile simply gets the rest as it is read.
    const witness = watching(shop)
    await witness.started()
    await witness.sees(isOfOrder((await order(customer)).id))
    for (const from of [String(seen), String(seen + 1_000_000), 'not an id']) {
      const page = watching(shop, from)
      await page.started()
      expect(page.snapshots()).toHaveLength(1)
      const { id } = await order(customer)
      await page.sees(isOfOrder(id))
      expect(seqs(page.events())).toEqual(await logSince(page.snapshots()[0]!.version))
    }
  })

  it('is refused to a visitor', async () => {
    const page = watching(visitor())
    await page.refused()
    expect(page.refusals).toEqual(['auth.required'])
    expect(page.messages).toEqual([])
  })

  it("is refused to another site's page before there is a socket", async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const socket = openSocket(customer, { origin })
      const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage]
      expect(response.statusCode).toBe(403)
      response.destroy()
    }
  })
})
