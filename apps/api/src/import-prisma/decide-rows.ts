import { canonicalEmail } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { findEmails, findImported } from './import-target.repo.ts'
import { newIdOf } from './new-ids.ts'
import type { OldDatabase } from './old-database.ts'
import type { OldRow, OldTable } from './old-shape.ts'
import type { Decision } from './read-row.ts'
import { takeApproval } from './take-approval.ts'
import { takeJob } from './take-job.ts'
import { type TakenOrder, takeOrder } from './take-order.ts'
import { takePayment } from './take-payment.ts'
import { type TakenProduct, takeProduct } from './take-product.ts'
import { type TakenUser, takeUser } from './take-user.ts'
import type { Circumstances, Parents, Taken } from './taken.ts'

const present = (ids: readonly (string | null)[]): string[] => ids.flatMap((id) => id ?? [])
const byId = <T extends Taken, R extends { id: string | null }>(rows: readonly R[], decide: (row: R) => Decision<T>): Parents<T> =>
  new Map(rows.map((row) => [row.id ?? '', decide(row)]))

/**
 * Decides which rows of the old database can be imported. The parents of a page are read and decided again with it, so that only one
 * page is in memory, and a stopped run can continue anywhere.
 */
export const createDecider = async ({ old, db, ...circumstances }: Circumstances & { old: OldDatabase; db: Handle }) => {
  const keepers = await old.sharedEmails()

  const users = async (rows: readonly OldRow<'users'>[]): Promise<Parents<TakenUser>> => {
    const addresses = present(rows.map(({ email }) => canonicalEmail(email?.trim() ?? '') ?? null))
    const ids = present(rows.map(({ id }) => id)).map((id) => newIdOf('users', id))
    const [here, imported] = await Promise.all([findEmails(db, addresses), findImported(db, 'users', ids)])
    return byId(rows, (row) => takeUser(row, { keepers, here, imported }, circumstances))
  }
  const products = (rows: readonly OldRow<'products'>[]): Parents<TakenProduct> => byId(rows, (row) => takeProduct(row, circumstances))
  const usersOf = async (ids: readonly (string | null)[]) => users(await old.byIds('users', present(ids)))

  const orders = async (rows: readonly OldRow<'orders'>[]): Promise<Parents<TakenOrder>> => {
    const parents = {
      users: await usersOf(rows.map(({ userId }) => userId)),
      products: products(await old.byIds('products', present(rows.map(({ productId }) => productId)))),
      paidIn: await old.paidIn(present(rows.map(({ id }) => id))),
    }
    return byId(rows, (row) => takeOrder(row, parents, circumstances))
  }
  const ordersOf = async (ids: readonly (string | null)[]) => orders(await old.byIds('orders', present(ids)))

  const jobs = async (rows: readonly OldRow<'ai_jobs'>[]): Promise<Parents> => {
    const parents = { users: await usersOf(rows.map(({ userId }) => userId)), orders: await ordersOf(rows.map(({ orderId }) => orderId)) }
    return byId(rows, (row) => takeJob(row, parents, circumstances))
  }
  const payments = async (rows: readonly OldRow<'payments'>[]): Promise<Parents> => {
    const parents = await ordersOf(rows.map(({ orderId }) => orderId))
    return byId(rows, (row) => takePayment(row, parents, circumstances))
  }
  const approvals = async (rows: readonly OldRow<'approvals'>[]): Promise<Parents> => {
    const people = rows.flatMap(({ requesterId, approverId }) => [requesterId, approverId])
    const parents = { users: await usersOf(people), orders: await ordersOf(rows.map(({ resourceId }) => resourceId)) }
    return byId(rows, (row) => takeApproval(row, parents, circumstances))
  }

  const pages: Record<OldTable, (after: string | undefined, limit: number) => Promise<Parents>> = {
    users: async (after, limit) => users(await old.page('users', after, limit)),
    products: async (after, limit) => products(await old.page('products', after, limit)),
    orders: async (after, limit) => orders(await old.page('orders', after, limit)),
    ai_jobs: async (after, limit) => jobs(await old.page('ai_jobs', after, limit)),
    payments: async (after, limit) => payments(await old.page('payments', after, limit)),
    approvals: async (after, limit) => approvals(await old.page('approvals', after, limit)),
  }

  /** All rows of a table with their decisions, page by page, in the order of their ids. */
  return async function* decided(table: OldTable, limit: number): AsyncGenerator<Parents> {
    let after: string | undefined
    for (;;) {
      const page = await pages[table](after, limit)
      if (page.size > 0) yield page
      if (page.size < limit) return
      after = [...page.keys()].at(-1)
    }
  }
}
export type Decided = Awaited<ReturnType<typeof createDecider>>
