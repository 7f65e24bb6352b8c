import {
  type ChangeSavedFilter,
  type FilteredList,
  type FilterRules,
  fieldErrorsOf,
  filterSchemas,
  mostSavedFilters,
  type SavedFilter,
  type SaveFilter,
} from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import { rulesOf } from '../orders/order-list.ts'

/** A filter of a list as it is kept. */
export interface StoredFilter {
  id: string
  organizationId: string
  userId: string
  list: FilteredList
  name: string
  rules: FilterRules
  version: number
  createdAt: Date
  updatedAt: Date
}

/** The rules, when the list would take them; fails with `input.invalid` and what is wrong with which. Where a page stands is no rule. */
const checkRules = (list: FilteredList, rules: FilterRules): FilterRules => {
  const parsed = filterSchemas[list].safeParse(rules)
  if (!parsed.success) return fail('input.invalid', { list }, fieldErrorsOf(parsed.error, 'rules'))
  if (list === 'orders') rulesOf(filterSchemas.orders.parse(rules), 'rules.')
  return rules
}

/** A new filter beside the ones somebody has of the same list. Fails with `saved_filter.too_many` and `input.invalid`. */
export const newFilter = (
  { list, name, rules }: SaveFilter,
  known: number,
  by: Pick<StoredFilter, 'id' | 'organizationId' | 'userId'>,
  at: Date,
): StoredFilter => {
  if (known >= mostSavedFilters) fail('saved_filter.too_many', { most: mostSavedFilters })
  return { ...by, list, name, rules: checkRules(list, rules), version: 1, createdAt: at, updatedAt: at }
}

/** The filter under another name, or with other rules. Fails with `version.stale` when it changed since, and with `input.invalid`. */
export const changeFilter = (filter: StoredFilter, change: ChangeSavedFilter, at: Date): StoredFilter => {
  if (filter.version !== change.version) fail('version.stale', { current: toSavedFilter(filter) })
  const rules = change.rules === undefined ? filter.rules : checkRules(filter.list, change.rules)
  return { ...filter, name: change.name ?? filter.name, rules, version: filter.version + 1, updatedAt: at }
}

/** The filter as it goes over the wire. */
export const toSavedFilter = ({ id, list, name, rules, version, createdAt, updatedAt }: StoredFilter): SavedFilter => ({
  id,
  list,
  name,
  rules,
  version,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
