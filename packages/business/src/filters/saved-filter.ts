import {
  type ChangeSavedFilter,
  type FilteredList,
  type FilterRules,
  fieldErrorsOf,
  filterSchemas,
  maxSavedFilters,
  type SavedFilter,
  type SaveFilter,
} from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { fail } from '@pantheon/kernel'
import { rulesOf } from '../orders/order-list.ts'

/** A saved filter as stored. */
export type StoredFilter = Row<'savedFilters'>

/** The rules, if they pass the list's schema; fails with `input.invalid` and the issues. Cursors and limits are not part of a filter. */
const checkRules = (list: FilteredList, rules: FilterRules): FilterRules => {
  const parsed = filterSchemas[list].safeParse(rules)
  if (!parsed.success) return fail('input.invalid', { list }, fieldErrorsOf(parsed.error, 'rules'))
  if (list === 'orders') rulesOf(filterSchemas.orders.parse(rules), 'rules.')
  return rules
}

/** A new filter; `known` counts the user's other filters of the same list. Fails with `saved_filter.too_many` and `input.invalid`. */
export const newFilter = (
  { list, name, rules }: SaveFilter,
  known: number,
  by: Pick<StoredFilter, 'id' | 'organizationId' | 'userId'>,
  at: Date,
): StoredFilter => {
  if (known >= maxSavedFilters) fail('saved_filter.too_many', { most: maxSavedFilters })
  return { ...by, list, name, rules: checkRules(list, rules), version: 1, createdAt: at, updatedAt: at }
}

/** The filter with another name or other rules. Fails with `version.stale` after a concurrent change, and with `input.invalid`. */
export const changeFilter = (filter: StoredFilter, change: ChangeSavedFilter, at: Date): StoredFilter => {
  if (filter.version !== change.version) fail('version.stale', { current: toSavedFilter(filter) })
  const rules = change.rules === undefined ? filter.rules : checkRules(filter.list, change.rules)
  return { ...filter, name: change.name ?? filter.name, rules, version: filter.version + 1, updatedAt: at }
}

/** Converts a filter to its wire format. */
export const toSavedFilter = ({ id, list, name, rules, version, createdAt, updatedAt }: StoredFilter): SavedFilter => ({
  id,
  list,
  name,
  rules,
  version,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
