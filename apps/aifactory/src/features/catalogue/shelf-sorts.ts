import type { ProductSort } from '@pantheon/contract'

/** The sorts that buyers are offered, in this order. */
export const shelfSorts = ['newest', 'price_low', 'price_high', 'name_az'] as const satisfies readonly ProductSort[]
export type ShelfSort = (typeof shelfSorts)[number]

/** A sort from the address; what is the case anyway need not be said. */
export const shelfSortOf = (value: unknown): ShelfSort | undefined => shelfSorts.find((sort) => sort === value && sort !== 'newest')
