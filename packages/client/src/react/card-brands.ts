const brands: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
}

/** What a brand of cards is called: `visa` → `Visa`. */
export const brandName = (brand: string): string => brands[brand] ?? brand

/** How something was paid, with the brand as it is called: `visa •••• 4242` → `Visa •••• 4242`. */
export const methodText = (method: string): string => method.replace(/^[a-z]+/, brandName)
