import type { ProductSort } from '@pantheon/contract'

/** The sorts offered to buyers, in display order. */
export const catalogueSorts = ['newest', 'price_low', 'price_high', 'name_az'] as const satisfies readonly ProductSort[]
export type CatalogueSort = (typeof catalogueSorts)[number]

/** Parses a sort from the URL; the default is omitted. */
export const catalogueSortOf = (value: unknown): CatalogueSort | undefined => catalogueSorts.find((sort) => sort === value && sort !== 'newest')
