import type { Order } from '@pantheon/contract'
import { dialects, someOf } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, type ExpectStatic, it } from 'vitest'
import { bundledServer } from '../support/bundled-server.ts'
import { createFaultMachine, type FaultMachine } from '../support/fault-machine.ts'
import { embeddedPoints, type FaultPoint, paid, stripePoints, unpaid } from '../support/fault-points.ts'

const patient = { timeout: 90_000, interval: 25 }
const places = someOf(
  dialects.flatMap((dialect) => [
    { dialect, provider: 'stripe' as const, points: stripePoints },
    { dialect, provider: 'embedded' as const, points: embeddedPoints },
  ]),
  2,
)

describe.each(places)(
  'A server on $dialect with the $provider provider that is killed',
  { concurrent: true, timeout: 300_000 },
  ({ dialect, provider, points }) => {
    let machine: FaultMachine
    beforeAll(async () => {
      machine = await createFaultMachine(await bundledServer(), dialect, provider)
    }, 180_000)
    afterAll(() => machine.close())

    const sees = (expect: ExpectStatic, note: string, what: object) => expect.poll(() => machine.ledger.see(note), patient).toEqual(what)
    const buys = async (order: Order): Promise<void> => {
      const { body } = await machine.pay(order)
      if (body.actionUrl) await machine.visit(body.actionUrl)
    }

    /** What the buyer had done before anything went wrong. */
    const prepare = async (expect: ExpectStatic, { name, given = 'order', category }: FaultPoint): Promise<Order | undefined> => {
      if (given === 'nothing') return undefined
      const order = await machine.place(name, category)
      if (given !== 'paid') return order
      await buys(order)
      await sees(expect, name, paid)
      return order
    }

    /** What was left payable can be paid for, once. */
    const payRest = async (expect: ExpectStatic, { name, ends }: FaultPoint): Promise<void> => {
      if (ends.order !== null && ends.order !== 'awaiting_payment') return
      const before = ends.payments.filter((status) => status === 'cancelled')
      const order = ends.order === null ? await machine.place(name) : await machine.orderOf(name)
      await buys(order)
      await machine.stripe.webhooks.release()
      await sees(expect, name, { ...paid, payments: [...before, 'succeeded'] })
    }

    const die = async (expect: ExpectStatic, point: FaultPoint): Promise<void> => {
      const { name, trap, act, left, ends } = point
      await machine.revive()
      machine.stripe.webhooks.hold()
      const order = await prepare(expect, point)
      await machine.quiet()
      const caught = await trap(machine)
      const asked = act(machine, name, order as Order).then(
        (answer) => answer,
        () => 'cut off',
      )
      await caught.reached
      await machine.kill()
      await caught.lift()
      if (!point.mayBeAnswered) expect(await asked).toBe('cut off')
      expect(await machine.ledger.see(name)).toEqual(left)

      await machine.start()
      await sees(expect, name, ends)
      await payRest(expect, point)
      await expect.poll(() => machine.ledger.disagreements(), patient).toEqual([])
      // What the provider told meanwhile arrives at last, and what was refused once more.
      await machine.stripe.webhooks.release()
      await machine.stripe.webhooks.retry()
      const is = await machine.ledger.see(name)
      expect(is).toMatchObject({ owed: 0, charges: is.order === unpaid.order ? 0 : 1 })
      await expect.poll(() => machine.ledger.disagreements(), patient).toEqual([])
    }
    for (const point of someOf(points, 3, `${dialect} ${provider}`)) it.sequential(point.name, ({ expect }) => die(expect, point))
  },
)
