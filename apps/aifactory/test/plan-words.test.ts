import { describe, expect, it } from 'vitest'
import { currencyName } from '../src/features/plan/plan-words.ts'

describe('The name of a currency in a sentence', () => {
  it.each([
    ['JPY', 'Japanese yen', '日本円'],
    ['USD', 'US dollars', '米ドル'],
    ['EUR', 'euros', 'ユーロ'],
  ])('of %s is %s, in Japanese %s', (currency, english, japanese) => {
    expect(currencyName(currency, 'en')).toBe(english)
    expect(currencyName(currency, 'ja')).toBe(japanese)
  })
})
