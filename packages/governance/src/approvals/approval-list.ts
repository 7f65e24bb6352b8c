import { type ApprovalSort, currencies, type ListApprovals, type Page, type PageRequest } from '@pantheon/contract'
import type { SortKey } from '@pantheon/kernel'
import type { StoredApproval } from './approval.ts'

/** A sort excludes the requests without its key, a deadline or an amount. They form the `rest`. */
export type ApprovalPart = 'sorted' | 'rest'

const byTime: SortKey<StoredApproval> = { parts: ['moment', 'id'], positionOf: ({ createdAt, id }) => [createdAt.getTime(), id] }
const byDeadline: SortKey<StoredApproval> = { parts: ['moment', 'id'], positionOf: ({ dueAt, id }) => [dueAt.getTime(), id] }
const byAmount: SortKey<StoredApproval> = {
  parts: [currencies, 'number', 'id'],
  positionOf: ({ currency, amountMinor, id }) => [currency ?? '', amountMinor ?? 0, id],
}
const keys: Record<ApprovalSort, SortKey<StoredApproval>> = {
  newest: byTime,
  oldest: byTime,
  due_first: byDeadline,
  due_last: byDeadline,
  amount_high: byAmount,
  amount_low: byAmount,
}

/** The sort key of a request in a part of a list. */
export const approvalSortKey = (sort: ApprovalSort, part: ApprovalPart): SortKey<StoredApproval> => (part === 'rest' ? byTime : keys[sort])

/** True when a list of this sort has a rest. Requests that await the reader always have a deadline. */
export const hasRest = ({ sort, view, status }: Pick<ListApprovals, 'sort' | 'view' | 'status'>): boolean => {
  if (sort === 'newest' || sort === 'oldest') return false
  return sort === 'amount_high' || sort === 'amount_low' || (view !== 'mine' && status !== 'pending')
}

/**
 * One page of a list of two parts, the rest after the sorted one. A cursor into the rest starts with the sort's name and a dot,
 * which no other cursor does.
 */
export const pageOfParts = async <R>(
  { cursor, limit }: PageRequest,
  sort: ApprovalSort,
  read: (part: ApprovalPart, request: PageRequest) => Promise<Page<R>>,
): Promise<Page<R>> => {
  const mark = `${sort}.`
  const marked = (page: Page<R>): Page<R> => ({ ...page, nextCursor: page.nextCursor && mark + page.nextCursor })
  if (cursor?.startsWith(mark)) return marked(await read('rest', { limit, cursor: cursor.slice(mark.length) || undefined }))
  const page = await read('sorted', { limit, cursor })
  if (page.nextCursor !== null) return page
  const room = limit - page.items.length
  const rest = await read('rest', { limit: Math.max(1, room) })
  if (room === 0) return { ...page, nextCursor: rest.items.length > 0 ? mark : null }
  return marked({ items: [...page.items, ...rest.items], nextCursor: rest.nextCursor })
}
