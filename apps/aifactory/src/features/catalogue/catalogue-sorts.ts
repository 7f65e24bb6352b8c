import type { ProductSort } from '@pantheon/contract'

/** The sorts that buyers are offered, in this order. */
export const catalogueSorts = ['newest', 'price_low', 'price_high', 'name_az'] as const satisfies readonly ProductSort[]
export type CatalogueSort = (typeof catalogueSorts)[number]

/** A sort from the address; what is the case anyway need not be said. */
export const catalogueSortOf = (value: unknown): CatalogueSort | undefined => catalogueSorts.find((sort) => sort === value && sort !== 'newest')
