const brands: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

/** The display name of a card brand: `visa` → `Visa`. */
export const brandName = (brand: string): string => brands[brand] ?? brand

/** A payment method with its brand's display name: `visa •••• 4242` → `Visa •••• 4242`. */
export const methodText = (method: string): string => method.replace(/^[a-z]+/, brandName)
