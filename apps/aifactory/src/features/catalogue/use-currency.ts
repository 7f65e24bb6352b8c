import type { Currency, Product } from '@pantheon/contract'
import { languageOf } from '@pantheon/ui'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

const storageKey = 'aifactory.currency'
const known: Record<Currency, true> = { USD: true, EUR: true, JPY: true }
// The keys, not the contract's list: that would bring every schema to the first screen.
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
    return undefined // Storage may be switched off; the language still says something.
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

/** The currency the reader wants to see: what they chose before, else yen in Japanese, else dollars. */
export const useCurrency = (): [currency: Currency, choose: (currency: Currency) => void] => {
  const { i18n } = useTranslation()
  const chosen = useSyncExternalStore(subscribe, readChosen)
  return [chosen ?? (languageOf(i18n.language) === 'ja' ? 'JPY' : 'USD'), choose]
}

/** What the product costs the reader: in their currency where it is sold in that, else its main price. */
export const priceOf = ({ prices, price, currency }: Product, wanted: Currency): Product['prices'][number] =>
  prices.find((candidate) => candidate.currency === wanted) ?? { currency, amount: price }

/** In which other currencies a product is sold, where it is not sold in the one the reader wants: beside its price, which is then in one of those. */
export const useOnlyIn = ({ prices }: Product): string | undefined => {
  const { i18n } = useTranslation()
  const [wanted] = useCurrency()
  if (prices.some(({ currency }) => currency === wanted)) return undefined
  return new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(prices.map(({ currency }) => currency))
}
