import { describe, expect, it } from 'vitest'
import { Amount, TestCard, typedNumber } from '../src/index.ts'

describe('A number as somebody types it', () => {
  it.each([
    ['４２４２', '4242'],
    ['９９．５０', '99.50'],
    ['99。5', '99.5'],
    ['１，０００', '1,000'],
    ['４２ー４２－４２−４２', '42-42-42-42'],
    ['１２／３０', '12/30'],
    ['１２・３０', '12/30'],
    ['12/30', '12/30'],
    ['４２\u3000４２', '42 42'],
  ])('has its full-width signs read: %s', (typed, read) => {
    expect(typedNumber(typed)).toBe(read)
    expect(read.length).toBe(typed.length)
  })
  it('is not another number because of signs that are no digits', () => {
    expect(['10²', '½', '①', '٣'].map(typedNumber)).toEqual(['10²', '½', '①', '٣'])
  })
  it('is read in a card, and not in an amount that a program writes', () => {
    expect(TestCard.parse({ number: '４２４２　４２４２ー４２４２－４２４２', expiry: '１２／３０', cvc: '１２３' })).toEqual({
      number: '4242424242424242',
      expiry: '12/30',
      cvc: '123',
    })
    expect(Amount.safeParse('９８０').success).toBe(false)
  })
})
