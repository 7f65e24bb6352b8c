import { Currency, currencies, type Price, type Product, ProductCategory, parsePrice, Sku, typedNumber } from '@pantheon/contract'
import { z } from 'zod'

const AmountField = z.string().overwrite(typedNumber).trim()
/** One amount per currency; an empty one means that the product is not sold in it. */
const Amounts = z.object({ USD: AmountField, EUR: AmountField, JPY: AmountField } satisfies Record<Currency, z.ZodString>)
export type Amounts = z.infer<typeof Amounts>

/** The schema of the product form: prices as one amount per currency, and the currency of the main one. */
export const ProductFields = z
  .object({
    name: z.string().trim().min(1).max(255),
    sku: z.union([z.literal(''), Sku]),
    description: z.string().trim().max(5000),
    category: ProductCategory,
    amounts: Amounts,
    main: Currency,
    status: z.enum(['active', 'draft']),
  })
  .superRefine(({ amounts, main }, { addIssue }) => {
    for (const currency of currencies) {
      const isLeftOut = amounts[currency] === '' && currency !== main
      if (!isLeftOut && parsePrice(amounts[currency], currency) === undefined) addIssue({ code: 'custom', path: ['amounts', currency] })
    }
  })

export type ProductFields = z.infer<typeof ProductFields>

/** The amounts of a product as form values. */
export const amountsOf = (product: Product | undefined): Amounts => {
  const amountIn = (currency: Currency) => product?.prices.find((price) => price.currency === currency)?.amount ?? ''
  return { USD: amountIn('USD'), EUR: amountIn('EUR'), JPY: amountIn('JPY') }
}

/** The prices for the form's amounts, the main one first. */
export const pricesOf = (amounts: Amounts, main: Currency): Price[] =>
  [main, ...currencies.filter((currency) => currency !== main)]
    .filter((currency) => amounts[currency] !== '')
    .map((currency) => ({ currency, amount: amounts[currency] }))
