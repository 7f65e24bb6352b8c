import { brandName, methodText } from '@pantheon/client/react'
import { describe, expect, it } from 'vitest'
import { caretIn, expiryText, groupedNumber, typedExpiry } from '../src/features/payments/card-text.ts'

describe('A card as it is typed', () => {
  it.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['4242 4242-42', '4242 4242 42'],
    ['378282246310005', '3782 822463 10005'],
    ['3782', '3782'],
    ['４２４２４２４２４２４２４２４２', '4242 4242 4242 4242'],
    ['４２４２－４２', '4242 42'],
    ['', ''],
  ])('has its digits grouped: %s', (typed, shown) => {
    expect(groupedNumber(typed)).toBe(shown)
  })

  it.each([
    ['1230', '12/30'],
    ['12/30', '12/30'],
    ['12 / 2030', '12/30'],
    ['122030', '12/30'],
    ['1/30', '01/30'],
    ['13', '13'],
    ['１２／３０', '12/30'],
    ['１２３０', '12/30'],
    ['later', 'later'],
  ])('has its expiry read: %s', (typed, read) => {
    expect(expiryText(typed)).toBe(read)
  })

  /** What stands in the field after each key. */
  const keys = (typed: string) => {
    let shown = ''
    return [...typed].map((key) => {
      shown = typedExpiry(shown + key)
      return shown
    })
  }

  it.each([
    ['1230', ['1', '12', '12/3', '12/30']],
    ['12/30', ['1', '12', '12/', '12/3', '12/30']],
    ['12/2030', ['1', '12', '12/', '12/2', '12/20', '12/203', '12/30']],
    ['530', ['05', '05/3', '05/30']],
    ['1/30', ['1', '01/', '01/3', '01/30']],
    ['12305', ['1', '12', '12/3', '12/30', '12/30']],
    ['x', ['']],
  ])('has its expiry written while it is typed: %s', (typed, shown) => {
    expect(keys(typed)).toEqual(shown)
  })

  it.each([
    ['12 / 2030', '12/30'],
    ['122030', '12/30'],
    ['12-30', '12/30'],
    ['１２３０', '12/30'],
    ['１２・２０３０', '12/30'],
  ])('has its expiry written when it is pasted: %s', (pasted, shown) => {
    expect(typedExpiry(pasted)).toBe(shown)
  })

  it('can be taken back key by key, and its month changed alone', () => {
    expect(['12/3', '12/', '12', '1', ''].map(typedExpiry)).toEqual(['12/3', '12/', '12', '1', ''])
    expect(typedExpiry('1/30')).toBe('1/30')
  })

  it.each([
    ['at the end', '42424', 5, '4242 4', 6],
    ['in the middle', '49242 4242', 2, '4924 2424 2', 2],
    ['in full width', '４９２４２ ４２４２', 2, '4924 2424 2', 2],
    ['past a space', '4242 94242', 6, '4242 9424 2', 6],
    ['where a space was deleted', '42424242', 4, '4242 4242', 4],
  ])('keeps the caret behind its digit: %s', (_, typed, caret, shown, wanted) => {
    expect([groupedNumber(typed), caretIn(shown, typed, caret)]).toEqual([shown, wanted])
  })

  it('names its brand as it is called', () => {
    expect(methodText('visa •••• 4242')).toBe('Visa •••• 4242')
    expect(methodText('Visa •••• 4242')).toBe('Visa •••• 4242')
    expect(brandName('jcb')).toBe('JCB')
    expect(brandName('unheard')).toBe('unheard')
  })
})
