import type { Currency, Product } from '@pantheon/contract'
import { languageOf } from '@pantheon/ui'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

const storageKey = 'aifactory.currency'
const known: Record<Currency, true> = { USD: true, EUR: true, JPY: true }
// From the keys, not the contract's list, which would add every schema to the first load.
export const currencyChoices = Object.keys(known) as Currency[]

const listeners = new Set<() => void>()
let chosenHere: Currency | undefined
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const readChosen = (): Currency | undefined => {
  if (chosenHere) return chosenHere
  try {
    const stored = localStorage.getItem(storageKey)
    return currencyChoices.find((currency) => currency === stored)
  } catch {
    return undefined // Storage may be unavailable; the language decides then.
  }
}
const choose = (currency: Currency) => {
  chosenHere = currency
  try {
    localStorage.setItem(storageKey, currency)
  } catch {
    // The choice then lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

/** The currency prices are shown in: the stored choice, else yen in Japanese, else dollars. */
export const useCurrency = (): [currency: Currency, choose: (currency: Currency) => void] => {
  const { i18n } = useTranslation()
  const chosen = useSyncExternalStore(subscribe, readChosen)
  return [chosen ?? (languageOf(i18n.language) === 'ja' ? 'JPY' : 'USD'), choose]
}

/** The price of a product for the user: in their currency where there is one, else the main price. */
export const priceOf = ({ prices, price, currency }: Product, wanted: Currency): Product['prices'][number] =>
  prices.find((candidate) => candidate.currency === wanted) ?? { currency, amount: price }

/** The other currencies of a product that is not sold in the user's currency; shown beside its price, which is in one of those. */
export const useOnlyIn = ({ prices }: Product): string | undefined => {
  const { i18n } = useTranslation()
  const [wanted] = useCurrency()
  if (prices.some(({ currency }) => currency === wanted)) return undefined
  return new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(prices.map(({ currency }) => currency))
}
