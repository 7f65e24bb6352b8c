import type { Order } from '@pantheon/contract'
import type { FaultMachine, Trap } from './fault-machine.ts'
import type { Seen } from './payment-ledger.ts'

/** A moment on the way of the money at which the process dies. */
export interface FaultPoint {
  name: string
  /** What the buyer had before: a placed order unless it says otherwise. */
  given?: 'nothing' | 'order' | 'paid'
  category?: 'technical_support' | 'ai_course_generation'
  trap(machine: FaultMachine): Promise<Trap>
  act(machine: FaultMachine, note: string, order: Order): Promise<unknown>
  /** True where nobody waits for an answer, or one may have gone out before. */
  mayBeAnswered?: true
  /** What the books say while the process is dead, and where the next one brings them without being asked. */
  left: Seen
  ends: Seen
}

export const unpaid: Seen = { order: 'awaiting_payment', payments: [], charges: 0, given: 0, refunds: [], papers: [], jobs: [], owed: 0 }
const begun: Seen = { ...unpaid, payments: ['pending'] }
const charged: Seen = { ...begun, charges: 1 }
export const paid: Seen = { ...unpaid, order: 'paid', payments: ['succeeded'], charges: 1, papers: ['invoice'] }
const owesRefund: Seen = { ...paid, refunds: ['pending'] }
const halfRefunded: Seen = { ...owesRefund, given: 1 }
const refunded: Seen = { ...paid, order: 'refunded', payments: ['refunded'], refunds: ['succeeded'], given: 1, papers: ['invoice', 'credit_note'] }

const createCharge = ['POST', /^\/v1\/payment_intents$/] as const
const createPage = ['POST', /^\/v1\/checkout\/sessions$/] as const
const expirePage = ['POST', /^\/v1\/checkout\/sessions\/\w+\/expire$/] as const
const createRefund = ['POST', /^\/v1\/refunds$/] as const
const readCharge = ['GET', /^\/v1\/payment_intents\/pi_\w+$/] as const

type Act = FaultPoint['act']
const places: Act = (machine, note) => machine.place(note)
const pays: Act = (machine, _, order) => machine.pay(order)
const refunds: Act = (machine, _, order) => machine.refund(order)
/** The buyer pays on the provider's page, and the provider tells of it. */
const paysOnPage: Act = async (machine, _, order) => {
  await machine.visit(await machine.openPage(order))
  await machine.stripe.webhooks.release()
}
const paysOnPageUnheard: Act = async (machine, _, order) => {
  await machine.visit(await machine.openPage(order))
  await machine.reconcile()
}
/** The card is charged; the process dies in the last of what it writes when it is told. */
const whenTold = async (machine: FaultMachine, table: string): Promise<Trap> => {
  const { reached, release } = machine.stripe.hold(...createCharge, 'after')
  const next = reached.then(async () => {
    const trap = await machine.stall(table)
    release()
    return trap
  })
  return { reached: next.then((trap) => trap.reached), lift: async () => (await next).lift() }
}

/** Steps of the books that are the same whoever takes the money: told once. */
const ours: FaultPoint[] = [
  {
    name: 'before the order is written',
    given: 'nothing',
    trap: (m) => m.stall('orders'),
    act: places,
    left: { ...unpaid, order: null },
    ends: { ...unpaid, order: null },
  },
  {
    name: 'with the order written, before its answer',
    given: 'nothing',
    trap: (m) => m.stall('idempotency_answers'),
    act: (m, note) => m.place(note, 'technical_support', note),
    left: unpaid,
    ends: unpaid,
  },
  { name: 'before the payment is written', trap: (m) => m.stall('payments'), act: pays, left: unpaid, ends: unpaid },
  {
    name: 'paid, before the work it pays for is written',
    category: 'ai_course_generation',
    trap: (m) => m.stall('ai_jobs'),
    act: pays,
    mayBeAnswered: true,
    left: paid,
    ends: { ...paid, order: 'fulfilled', jobs: ['succeeded'] },
  },
  { name: 'paid, in the middle of issuing the invoice', trap: (m) => m.stall('invoices'), act: pays, mayBeAnswered: true, left: paid, ends: paid },
  { name: 'before the refund is written', given: 'paid', trap: (m) => m.stall('refunds'), act: refunds, left: paid, ends: paid },
]
const inTheMiddleOfRefunding: FaultPoint = {
  name: 'with the money given back, in the middle of writing that down',
  given: 'paid',
  trap: (m) => m.stall('invoice_drafts'),
  act: refunds,
  left: halfRefunded,
  ends: refunded,
}

export const stripePoints: FaultPoint[] = [
  ...ours,
  inTheMiddleOfRefunding,
  { name: 'with the payment written, before the provider hears of it', trap: (m) => m.hold(...createCharge, 'before'), act: pays, left: begun, ends: begun },
  { name: 'with the card charged, before we are told', trap: (m) => m.hold(...createCharge, 'after'), act: pays, left: charged, ends: paid },
  { name: 'with the card charged, in the middle of settling', trap: (m) => m.stall('invoice_drafts'), act: pays, left: charged, ends: paid },
  {
    name: 'with the card charged, at the end of settling',
    trap: (m) => whenTold(m, 'events'),
    act: pays,
    left: charged,
    ends: paid,
  },
  {
    name: 'settled, before the buyer is answered',
    trap: (m) => m.stall('idempotency_answers'),
    act: (m, note, order) => m.pay(order, note),
    left: paid,
    ends: paid,
  },
  { name: 'before a callback is kept', trap: (m) => m.stall('provider_events'), act: paysOnPage, mayBeAnswered: true, left: charged, ends: paid },
  {
    name: 'with a callback kept, before anything is done about it',
    trap: (m) => m.hold(...readCharge, 'before'),
    act: paysOnPage,
    mayBeAnswered: true,
    left: { ...charged, owed: 1 },
    ends: paid,
  },
  {
    name: 'with a callback followed, before that is noted',
    trap: (m) => m.stall('provider_events', 'update'),
    act: paysOnPage,
    mayBeAnswered: true,
    left: { ...paid, owed: 1 },
    ends: paid,
  },
  {
    name: 'before the page to pay on is there',
    trap: (m) => m.hold(...createPage, 'before'),
    act: (m, _, order) => m.openPage(order),
    left: begun,
    ends: begun,
  },
  {
    name: 'with the page to pay on there, before we are told',
    trap: (m) => m.hold(...createPage, 'after'),
    act: (m, _, order) => m.openPage(order),
    left: begun,
    ends: { ...unpaid, payments: ['requires_action'] },
  },
  {
    name: 'with the payment called off there, before we are told',
    trap: (m) => m.hold(...expirePage, 'after'),
    act: async (m, _, order) => {
      await m.openPage(order)
      await m.cancel(order)
    },
    left: begun,
    ends: { ...unpaid, payments: ['cancelled'] },
  },
  {
    name: 'with the refund written, before the provider hears of it',
    given: 'paid',
    trap: (m) => m.hold(...createRefund, 'before'),
    act: refunds,
    left: owesRefund,
    ends: refunded,
  },
  {
    name: 'with the money given back, before we are told',
    given: 'paid',
    trap: (m) => m.hold(...createRefund, 'after'),
    act: refunds,
    left: halfRefunded,
    ends: refunded,
  },
  { name: 'comparing the books, in the middle of a repair', trap: (m) => m.stall('invoice_drafts'), act: paysOnPageUnheard, left: charged, ends: paid },
  { name: 'comparing the books, before what was found is written', trap: (m) => m.stall('reconciliations'), act: paysOnPageUnheard, left: paid, ends: paid },
]

export const embeddedPoints: FaultPoint[] = [
  inTheMiddleOfRefunding,
  { name: 'with the payment written, before the card is charged', trap: (m) => m.stall('test_charges'), act: pays, left: begun, ends: begun },
  {
    name: 'with the card charged, before a callback is kept',
    trap: (m) => m.stall('provider_events'),
    act: pays,
    mayBeAnswered: true,
    left: charged,
    ends: paid,
  },
  {
    name: 'with the card charged, in the middle of settling',
    trap: (m) => m.stall('invoice_drafts'),
    act: pays,
    mayBeAnswered: true,
    left: { ...charged, owed: 1 },
    ends: paid,
  },
  {
    name: 'settled, before the provider notes that it told us',
    trap: (m) => m.stall('test_charges', 'update'),
    act: pays,
    mayBeAnswered: true,
    left: paid,
    ends: paid,
  },
  {
    name: 'with the refund written, before the money is given back',
    given: 'paid',
    trap: (m) => m.stall('test_refunds'),
    act: refunds,
    left: owesRefund,
    ends: refunded,
  },
]
