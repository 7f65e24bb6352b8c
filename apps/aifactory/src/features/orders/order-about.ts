import type { Order } from '@pantheon/contract'

const mostLetters = 120

/** What an order is about: its topic, or how its brief begins; the name of its product where it has neither. */
export const orderAbout = ({ input, productName }: Pick<Order, 'input' | 'productName'>): string => {
  const [line = ''] = String(input.topic ?? input.brief ?? '')
    .trim()
    .split('\n')
  const letters = [...line]
  if (letters.length === 0) return productName
  return letters.length > mostLetters ? `${letters.slice(0, mostLetters).join('').trimEnd()}…` : line
}
