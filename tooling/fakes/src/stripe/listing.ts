import { invalid } from './fault.ts'
import type { Created } from './params.ts'

interface Page {
  limit?: number | undefined
  starting_after?: string | undefined
  ending_before?: string | undefined
  created?: Created
}
const isWithin = (at: number, span: Exclude<Created, undefined> = {}): boolean => {
  const { gt = -1, gte = 0, lt = Number.MAX_SAFE_INTEGER, lte = Number.MAX_SAFE_INTEGER } = { gt: undefined, lt: undefined, ...span }
  return at > gt && at >= gte && at < lt && at <= lte
}

/** A page of objects, newest first (https://docs.stripe.com/api/pagination). */
export const listOf = <T extends { id: string; created?: number }>(made: Iterable<T>, page: Page, url: string) => {
  const all = [...made].reverse().filter(({ created = 0 }) => isWithin(created, page.created))
  const place = (id: string): number => {
    const index = all.findIndex((each) => each.id === id)
    return index < 0 ? invalid(`No such object: '${id}'`, { code: 'resource_missing' }) : index
  }
  const limit = page.limit ?? 10
  if (page.ending_before) {
    const end = place(page.ending_before)
    return { object: 'list' as const, data: all.slice(Math.max(0, end - limit), end), has_more: end > limit, url }
  }
  const start = page.starting_after ? place(page.starting_after) + 1 : 0
  return { object: 'list' as const, data: all.slice(start, start + limit), has_more: all.length > start + limit, url }
}
