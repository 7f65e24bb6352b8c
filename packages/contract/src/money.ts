import { z } from 'zod'

/** Currencies of the shop, with their number of minor digits (ISO 4217). */
export const currencyDigits = { USD: 2, EUR: 2, JPY: 0 } as const
export const currencies = ['USD', 'EUR', 'JPY'] as const
export const Currency = z.enum(currencies)
export type Currency = z.infer<typeof Currency>

/** An amount on the wire: a plain decimal string with at most the digits of its currency, e.g. `"99.99"` USD, `"980"` JPY. */
export const Amount = z.string().regex(/^\d{1,10}(\.\d{1,2})?$/, 'An amount like 99.99')

/** Minor units (cents, yen) as a decimal string. */
export const formatAmount = (minor: number, currency: Currency): string => {
  const digits = currencyDigits[currency]
  if (digits === 0) return String(minor)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** A decimal string as minor units, or `undefined` when it has more digits than the currency. */
export const parseAmount = (amount: string, currency: Currency): number | undefined => {
  const digits = currencyDigits[currency]
  const [whole = '', fraction = ''] = amount.split('.')
  if (fraction.length > digits) return undefined
  const minor = Number(whole + fraction.padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? minor : undefined
}

/** A price as minor units, or `undefined` when it has too many digits or is zero, which no provider accepts. */
export const parsePrice = (amount: string, currency: Currency): number | undefined =>
  (Amount.safeParse(amount).success && parseAmount(amount, currency)) || undefined
