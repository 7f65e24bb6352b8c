import { formatDateTime, formatMoney } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { type OrderSearch, statusesOf } from './order-search.ts'

/** A filter rule as text, and the filter without it. */
export interface FilterChip {
  id: string
  text: string
  without: OrderSearch
}

/** The filter's rules as text. Amount and currency are one chip, because an amount is meaningless without its currency. */
export const useFilterChips = (search: OrderSearch): FilterChip[] => {
  const { t, i18n } = useTranslation('desk')
  const { t: app } = useTranslation()
  const { status, category, productId, buyer, currency, placedFrom, placedBefore, minAmount, maxAmount } = search
  const day = (at: string, minusMs = 0) => formatDateTime(new Date(new Date(at).getTime() - minusMs), 'day')
  const money = (amount: string) => (currency ? formatMoney(amount, currency, i18n.language) : amount)
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' })
  const chip = (id: keyof OrderSearch, isThere: unknown, words: () => string, gone: OrderSearch = { [id]: undefined }): FilterChip[] =>
    isThere === undefined ? [] : [{ id, text: words(), without: { ...search, ...gone } }]
  return [
    ...chip('status', status, () => t('chip.status', { value: list.format(statusesOf(status).map((known) => app(`orders.status.${known}`))) })),
    ...chip('category', category, () => t('chip.category', { value: category && app(`category.${category}`) })),
    ...chip('productId', productId, () => t('chip.product')),
    ...chip('buyer', buyer, () => t('chip.buyer', { value: buyer })),
    ...chip('currency', currency, () => t('chip.currency', { value: currency }), { currency: undefined, minAmount: undefined, maxAmount: undefined }),
    ...chip('minAmount', minAmount, () => t('chip.minAmount', { value: money(minAmount ?? '') })),
    ...chip('maxAmount', maxAmount, () => t('chip.maxAmount', { value: money(maxAmount ?? '') })),
    ...chip('placedFrom', placedFrom, () => t('chip.placedFrom', { value: day(placedFrom ?? '') })),
    ...chip('placedBefore', placedBefore, () => t('chip.placedBefore', { value: day(placedBefore ?? '', 1) })),
  ]
}
