import { CourseRequest, type Currency, OrderInput, type OrderStatus, orderInputs, orderStatuses, type ProductCategory } from '@pantheon/contract'
import { newIdOf } from './new-ids.ts'
import type { OldRow } from './old-shape.ts'
import { type Decision, misfit, RowReader } from './read-row.ts'
import type { TakenProduct } from './take-product.ts'
import type { TakenUser } from './take-user.ts'
import { type Circumstances, type Parents, parentOf, type Taken } from './taken.ts'

export interface OrderParents {
  users: Parents<TakenUser>
  products: Parents<TakenProduct>
  /** The currencies of an order's payments, by the order's old id. */
  paidIn: ReadonlyMap<string, readonly (string | null)[]>
}

export type TakenOrder = Taken & { userId: string; organizationId: string; title: string; currency: Currency }

/** Status names of the old shop. There, "pending" is an order that was placed and not paid. */
const statuses = {
  '': 'awaiting_payment',
  pending: 'awaiting_payment',
  processing: 'in_progress',
  completed: 'fulfilled',
  canceled: 'cancelled',
} as const
const known = orderStatuses.filter((status) => status !== 'pending')

/** The currency of an order: its own, else that of its payments, else that of its product. */
const currencyOf = (row: RowReader, old: OldRow<'orders'>, paidIn: readonly (string | null)[], product: TakenProduct, fallback: Currency): Currency => {
  if (old.currency !== null && old.currency.trim() !== '') return row.currency(old.currency, fallback) ?? fallback
  const named = [...new Set(paidIn.map((text) => row.currency(text, fallback)))]
  if (named.length > 1) row.refuse(`its payments are in several currencies: ${named.join(', ')}`)
  return named[0] ?? product.currency
}

/** The old shop stored some numbers as text. */
const withNumbers = (input: Record<string, unknown>): Record<string, unknown> => {
  const { durationWeeks: weeks } = input
  return typeof weeks === 'string' && /^\d{1,3}$/.test(weeks.trim()) ? { ...input, durationWeeks: Number(weeks) } : input
}

/** The input of the order. An unpaid course needs a complete one, or its agent could not start. */
const inputOf = (row: RowReader, old: OldRow<'orders'>, category: ProductCategory, status: OrderStatus): OrderInput => {
  const input = row.json('input', old.input) ?? {}
  const whole = orderInputs[category].safeParse(category === 'ai_course_generation' ? { language: 'en', ...withNumbers(input) } : input)
  if (whole.success) return whole.data
  if (status === 'awaiting_payment' && category === 'ai_course_generation')
    row.refuse(`it is not paid yet, and says too little for a course to be made of it (${misfit(whole.error)}): cancel it in the old shop, or order again here`)
  const loose = OrderInput.safeParse(input)
  if (!loose.success) row.refuse(`input has a field this shop cannot keep (${misfit(loose.error)})`)
  return loose.data ?? {}
}

/** Converts an order of a user's personal organization, with its original price. It is history and starts no work. */
export const takeOrder = (old: OldRow<'orders'>, parents: OrderParents, circumstances: Circumstances): Decision<TakenOrder> =>
  RowReader.decide((row) => {
    const id = newIdOf('orders', old.id ?? '')
    const user = parentOf(row, 'users', old.userId, parents.users)
    const product = parentOf(row, 'products', old.productId, parents.products)
    const currency = currencyOf(row, old, parents.paidIn.get(old.id ?? '') ?? [], product, circumstances.currency)
    const totalMinor = row.money('total', old.total, currency)
    const quantity = Number(old.quantity ?? '1')
    const isCount = Number.isInteger(quantity) && quantity >= 1 && quantity <= 2_147_483_647
    if (!isCount) row.refuse(`quantity "${old.quantity}" is no number of pieces`)
    else if (totalMinor % quantity !== 0) row.refuse(`total ${old.total} cannot be divided into ${quantity} equal prices`)
    const status = row.oneOf('status', old.status, known, statuses) ?? 'cancelled'
    if (status === 'awaiting_approval') row.refuse('it waits for an approval: decide it in the old shop first')
    const input = inputOf(row, old, product.category, status)
    const createdAt = row.madeAt(old.createdAt, circumstances.at)
    const completed = row.instant('completedAt', old.completedAt)
    const updatedAt = row.instant('updatedAt', old.updatedAt) ?? completed ?? createdAt
    const isOver = status === 'fulfilled' || status === 'cancelled'
    const { id: userId, organizationId } = user
    const order = {
      id,
      organizationId,
      userId,
      productId: product.id,
      productName: product.name,
      category: product.category,
      quantity,
      unitPriceMinor: isCount ? totalMinor / quantity : 0,
      totalMinor,
      currency,
      status,
      input,
      version: 1,
      createdAt,
      updatedAt,
      completedAt: completed ?? (isOver ? updatedAt : null),
    }
    return { id, userId, organizationId, title: product.name, currency, minor: totalMinor, status, rows: { orders: order } }
  })

/** Parses the input of an old course job or order as a course request. */
export const courseRequestOf = (input: Record<string, unknown>) => CourseRequest.safeParse({ language: 'en', ...withNumbers(input) })
