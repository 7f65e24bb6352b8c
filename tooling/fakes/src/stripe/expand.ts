import type { Account, AccountObjects } from './account.ts'
import { paymentMethodOf } from './cards.ts'
import { invalid } from './fault.ts'
import { listOf } from './listing.ts'

type Plain = { [key: string]: unknown }
const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object types by the prefix of their ids. */
const kinds: Record<string, keyof AccountObjects> = {
  pi: 'payment_intent',
  ch: 'charge',
  re: 'refund',
  du: 'dispute',
  cus: 'customer',
  prod: 'product',
  price: 'price',
  cs_test: 'checkout.session',
  sub: 'subscription',
  sub_sched: 'subscription_schedule',
  in: 'invoice',
  clock: 'test_helpers.test_clock',
}
const byId = (account: Account, id: string): unknown => {
  if (id.startsWith('pm_')) return paymentMethodOf(account, id)
  const kind = kinds[id.slice(0, id.lastIndexOf('_'))]
  return kind && account.objects[kind].get(id)
}

/** Lists that an object includes only if expanded. */
const lists: Record<string, (account: Account, id: string) => unknown> = {
  'charge.refunds': (account, id) =>
    listOf(
      [...account.objects.refund.values()].filter(({ charge }) => charge === id),
      { limit: 10 },
      `/v1/charges/${id}/refunds`,
    ),
  'invoice.payments': (account, id) =>
    listOf(
      [...account.objects.invoice_payment.values()].filter(({ invoice }) => invoice === id),
      { limit: 10 },
      `/v1/invoices/${id}/payments`,
    ),
}

const expandOne = (account: Account, target: unknown, [segment = '', ...rest]: string[], path: string): void => {
  if (Array.isArray(target)) for (const each of target) expandOne(account, each, [segment, ...rest], path)
  if (!isPlain(target)) return
  const list = lists[`${String(target.object)}.${segment}`]
  if (list && target[segment] === undefined) target[segment] = structuredClone(list(account, String(target.id)))
  if (!(segment in target)) invalid(`This property cannot be expanded (${path}).`, { param: 'expand' })
  const value = target[segment]
  if (typeof value === 'string') target[segment] = structuredClone(byId(account, value) ?? value)
  if (rest.length > 0) expandOne(account, target[segment], rest, path)
}

/** A copy in which ids at these paths are replaced by their objects: `latest_charge.refunds`, in a list `data.latest_charge`. */
export const expanded = (account: Account, answer: unknown, paths: string[] = []): unknown => {
  const copy = structuredClone(answer)
  for (const path of paths) {
    if (path.split('.').length > 4) invalid(`You cannot expand more than 4 levels of a property (${path}).`, { param: 'expand' })
    expandOne(account, copy, path.split('.'), path)
  }
  return copy
}
