import { typedNumber } from '@pantheon/contract'
import { Button, Checkbox, Field, Input, Select } from '@pantheon/ui'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { categories, categoryOf } from '../catalogue/categories.tsx'
import { orderStatuses } from './OrderStatusBadge.tsx'
import { dayOf, isAmountIn, type OrderSearch, orderCurrencies, startOfDay, statusesOf } from './order-search.ts'

interface OrderFilterFormProps {
  search: OrderSearch
  /** Whether the user may see who placed an order. */
  seesBuyers: boolean
  onSearch: (search: OrderSearch) => void
}

const blank = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim())
const amountTyped = (text: string | undefined): string | undefined => blank(text === undefined ? undefined : typedNumber(text))

/** All filter rules of the orders list; they apply on submit. */
export const OrderFilterForm = ({ search, seesBuyers, onSearch }: OrderFilterFormProps) => {
  const { t } = useTranslation('desk')
  const { t: app } = useTranslation()
  const statesId = useId()
  const [draft, setDraft] = useState(search)
  const [isTried, setTried] = useState(false)
  const { currency, minAmount, maxAmount } = draft
  const named = statusesOf(draft.status)
  const set = (change: OrderSearch) => setDraft({ ...draft, ...change })
  const isWrong = (typed: string | undefined): boolean => {
    const amount = amountTyped(typed)
    return currency !== undefined && amount !== undefined && !isAmountIn(currency, amount)
  }
  const problemOf = (amount: string | undefined) =>
    isTried && isWrong(amount) ? t('filter.badAmount', { example: currency === 'JPY' ? '980' : '99.50' }) : undefined
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWrong(minAmount) || isWrong(maxAmount)) return
    const amounts =
      currency === undefined ? { minAmount: undefined, maxAmount: undefined } : { minAmount: amountTyped(minAmount), maxAmount: amountTyped(maxAmount) }
    onSearch({ ...draft, buyer: blank(draft.buyer), ...amounts })
  }
  return (
    <form onSubmit={onSubmit} className="flex min-h-0 flex-col">
      <div className="min-h-0 space-y-4 overflow-y-auto p-4">
        <fieldset>
          <legend id={statesId} className="mb-1 text-14 font-medium">
            {t('filter.status')}
          </legend>
          <div className="grid grid-cols-2 gap-x-3">
            {orderStatuses.map((status) => (
              <Checkbox
                key={status}
                label={app(`orders.status.${status}`)}
                checked={named.includes(status)}
                onChange={({ target }) =>
                  set({ status: orderStatuses.filter((known) => (known === status ? target.checked : named.includes(known))).join(',') || undefined })
                }
              />
            ))}
          </div>
        </fieldset>
        {seesBuyers && (
          <Field label={t('filter.buyer')} help={t('filter.buyerHelp')}>
            <Input value={draft.buyer ?? ''} maxLength={100} onChange={({ target }) => set({ buyer: target.value })} />
          </Field>
        )}
        <Field label={t('filter.category')}>
          <Select value={draft.category ?? ''} onChange={({ target }) => set({ category: categoryOf(target.value) })}>
            <option value="">{t('filter.anyCategory')}</option>
            {categories.map((category) => (
              <option key={category} value={category}>
                {app(`category.${category}`)}
              </option>
            ))}
          </Select>
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('filter.from')}>
            <Input type="date" value={dayOf(draft.placedFrom)} onChange={({ target }) => set({ placedFrom: startOfDay(target.value) })} />
          </Field>
          <Field label={t('filter.to')}>
            <Input type="date" value={dayOf(draft.placedBefore, 1)} onChange={({ target }) => set({ placedBefore: startOfDay(target.value, 1) })} />
          </Field>
        </div>
        <Field label={t('filter.currency')} help={currency === undefined ? t('filter.amountHelp') : undefined}>
          <Select value={currency ?? ''} onChange={({ target }) => set({ currency: orderCurrencies.find((known) => known === target.value) })}>
            <option value="">{t('filter.anyCurrency')}</option>
            {orderCurrencies.map((known) => (
              <option key={known} value={known}>
                {known}
              </option>
            ))}
          </Select>
        </Field>
        {currency !== undefined && (
          <div className="grid grid-cols-2 gap-3">
            <Field label={t('filter.minAmount')} error={problemOf(minAmount)}>
              <Input inputMode="decimal" value={minAmount ?? ''} onChange={({ target }) => set({ minAmount: target.value })} />
            </Field>
            <Field label={t('filter.maxAmount')} error={problemOf(maxAmount)}>
              <Input inputMode="decimal" value={maxAmount ?? ''} onChange={({ target }) => set({ maxAmount: target.value })} />
            </Field>
          </div>
        )}
      </div>
      <div className="flex justify-end gap-2 border-t p-3">
        <Button variant="ghost" onClick={() => onSearch({ sort: search.sort })}>
          {t('filter.clear')}
        </Button>
        <Button type="submit">{t('filter.apply')}</Button>
      </div>
    </form>
  )
}
