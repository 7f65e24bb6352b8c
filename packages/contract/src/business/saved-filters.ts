import { z } from 'zod'
import { Entries } from '../entries.ts'
import { CleanLine, EntryName, Name, SearchText } from '../plain-text.ts'
import { Id, Instant, Version } from '../primitives.ts'
import { ProductCategory, ProductSort, ProductStatus } from './catalogue.ts'
import { OrderFilter } from './order-lists.ts'

/** Lists with saved filters. */
export const filteredLists = ['orders', 'products'] as const
export const FilteredList = z.enum(filteredLists)
export type FilteredList = z.infer<typeof FilteredList>

/** A filter as the query parameters of the list's page: a name and a value for each rule. */
export const FilterRules = Entries(EntryName(CleanLine(40, 1)), CleanLine(300), 50)
export type FilterRules = z.infer<typeof FilterRules>

/** The schema of the filters of each list. */
export const filterSchemas = {
  orders: OrderFilter.strict(),
  products: z.strictObject({
    status: ProductStatus.optional(),
    category: ProductCategory.optional(),
    q: SearchText(100).optional(),
    sort: ProductSort.optional(),
  }),
} as const satisfies Record<FilteredList, z.ZodType>

/** Maximum number of saved filters per person, organization and list. */
export const maxSavedFilters = 20

const FilterName = Name(60)

/** A saved filter of one person in one organization. */
export const SavedFilter = z
  .object({ id: Id, list: FilteredList, name: z.string(), rules: FilterRules, version: Version, createdAt: Instant, updatedAt: Instant })
  .meta({ id: 'SavedFilter' })
export type SavedFilter = z.infer<typeof SavedFilter>
export const SavedFilterList = z.object({ items: z.array(SavedFilter) })

export const ListSavedFilters = z.object({ list: FilteredList })
export type ListSavedFilters = z.infer<typeof ListSavedFilters>
export const SaveFilter = z.object({ list: FilteredList, name: FilterName, rules: FilterRules })
export type SaveFilter = z.infer<typeof SaveFilter>
export const ChangeSavedFilter = z.object({ id: Id, version: Version, name: FilterName.optional(), rules: FilterRules.optional() })
export type ChangeSavedFilter = z.infer<typeof ChangeSavedFilter>
export const SavedFilterRef = z.object({ id: Id })
