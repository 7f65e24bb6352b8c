import { type CreateProduct, currencies } from '@pantheon/contract'
import { Failure } from '@pantheon/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changePrices } from '../src/catalogue/price.ts'
import { editProduct, moveProduct, newProduct, priceIn, restoreProduct, type StoredProduct, toProduct } from '../src/catalogue/product.ts'

const at = new Date('2026-05-01T10:00:00Z')
const input: CreateProduct = { name: 'Support', description: '', price: '99.90', currency: 'USD', category: 'technical_support', status: 'draft' }
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
  return undefined
}

describe('A product', () => {
  it('keeps its price in minor units and says it in the digits of its currency', () => {
    expect(newProduct(input, 'id', at).priceMinor).toBe(9990)
    expect(toProduct(newProduct({ ...input, price: '5', currency: 'EUR' }, 'id', at)).price).toBe('5.00')
    expect(toProduct(newProduct({ ...input, price: '980', currency: 'JPY' }, 'id', at)).price).toBe('980')
  })
  it('has no fraction of a yen', () => {
    expect(() => newProduct({ ...input, price: '980.5', currency: 'JPY' }, 'id', at)).toThrow(Failure)
  })
  it.each(currencies)('costs something, in %s too', (currency) => {
    for (const price of ['0', '0.00', '00']) expect(codeOf(() => newProduct({ ...input, price, currency }, 'id', at))).toBe('product.bad_price')
    const product = newProduct({ ...input, price: '1', currency }, 'id', at)
    expect(codeOf(() => editProduct(product, { id: 'id', version: 1, price: '0' }, at))).toBe('product.bad_price')
    expect(codeOf(() => editProduct(product, { id: 'id', version: 1, prices: [{ currency, amount: '0' }] }, at))).toBe('product.bad_price')
  })
  it('that came from an old shop without a price is changed, and not sold before it has one', () => {
    const old: StoredProduct = { ...newProduct(input, 'id', at), priceMinor: 0 }
    expect(editProduct(old, { id: 'id', version: 1, name: 'Better support' }, at)).toMatchObject({ name: 'Better support', priceMinor: 0 })
    expect(codeOf(() => editProduct(old, { id: 'id', version: 1, status: 'active' }, at))).toBe('product.bad_price')
    expect(codeOf(() => moveProduct(old, 'active', at))).toBe('product.bad_price')
    expect(moveProduct(old, 'archived', at)).toMatchObject({ status: 'archived' })
    expect(editProduct(old, { id: 'id', version: 1, status: 'active', price: '1' }, at)).toMatchObject({ status: 'active', priceMinor: 100 })
  })
  it('changes only what is given, and counts its version up', () => {
    const product = newProduct(input, 'id', at)
    const later = new Date('2026-06-01T10:00:00Z')
    expect(editProduct(product, { id: 'id', version: 1, name: 'Better support' }, later)).toEqual({
      ...product,
      name: 'Better support',
      version: 2,
      updatedAt: later,
    })
  })
  it('refuses a new currency that its price does not fit', () => {
    const product = newProduct(input, 'id', at)
    expect(() => editProduct(product, { id: 'id', version: 1, currency: 'JPY' }, at)).toThrow(/digits/)
    expect(editProduct(product, { id: 'id', version: 1, currency: 'JPY', price: '15000' }, at).priceMinor).toBe(15_000)
  })
  it('is archived from anywhere, and restored from the archive only', () => {
    const draft = newProduct(input, 'id', at)
    const archived = moveProduct(draft, 'archived', at)
    expect(archived).toMatchObject({ status: 'archived', version: 2 })
    expect(codeOf(() => moveProduct(archived, 'archived', at))).toBe('product.wrong_state')
    expect(restoreProduct(archived, 'active', at)).toMatchObject({ status: 'active', version: 3 })
    expect(codeOf(() => restoreProduct(draft, 'active', at))).toBe('product.wrong_state')
  })
})

describe('Prices in several currencies', () => {
  const prices = [
    { currency: 'USD', amount: '49.00' },
    { currency: 'JPY', amount: '6800' },
  ] as const
  const { price: _, currency: __, ...rest } = input
  const product = newProduct({ ...rest, prices: [...prices] }, 'id', at)

  it('have the main one first, which old clients see alone', () => {
    expect(toProduct(product)).toMatchObject({ price: '49.00', currency: 'USD', prices })
    expect(priceIn(product, undefined)).toEqual({ currency: 'USD', minor: 4900 })
    expect(priceIn(product, 'JPY')).toEqual({ currency: 'JPY', minor: 6800 })
    expect(codeOf(() => priceIn(product, 'EUR'))).toBe('product.not_sold_in')
  })
  it('are one per currency, and at least one', () => {
    expect(codeOf(() => newProduct(rest, 'id', at))).toBe('product.price_missing')
    expect(codeOf(() => newProduct({ ...rest, prices: [] }, 'id', at))).toBe('product.price_missing')
    expect(codeOf(() => newProduct({ ...rest, prices: [prices[0], prices[0]] }, 'id', at))).toBe('product.price_twice')
    expect(codeOf(() => newProduct({ ...rest, prices: [{ currency: 'JPY', amount: '1.5' }] }, 'id', at))).toBe('product.bad_price')
  })
  const change = (changed: object) => toProduct(editProduct(product, { id: 'id', version: 1, ...changed }, at)).prices.map((p) => `${p.amount} ${p.currency}`)
  it('are all replaced by a list', () => {
    expect(change({ prices: [{ currency: 'EUR', amount: '45' }] })).toEqual(['45.00 EUR'])
  })
  it('change as an old client means it: the main one alone', () => {
    expect(change({ price: '52.00' })).toEqual(['52.00 USD', '6800 JPY'])
    expect(change({ price: '45.00', currency: 'EUR' })).toEqual(['45.00 EUR', '6800 JPY'])
  })
  it('let another become the main one', () => {
    expect(change({ currency: 'JPY' })).toEqual(['6800 JPY', '49.00 USD'])
    expect(change({ currency: 'JPY', prices })).toEqual(['6800 JPY', '49.00 USD'])
  })
  it('stay one per currency, the main one first, whatever is changed', () => {
    const currency = fc.constantFrom('USD', 'EUR', 'JPY')
    const amount = fc.nat(1_000_000).map(String)
    const changes = fc.record({ price: amount, currency, prices: fc.array(fc.record({ currency, amount }), { maxLength: 3 }) }, { requiredKeys: [] })
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 6 }), (steps) => {
        let now = changePrices([], { price: '1', currency: 'USD' })
        for (const step of steps) {
          try {
            now = changePrices(now, step as Parameters<typeof changePrices>[1])
          } catch (error) {
            expect(error).toBeInstanceOf(Failure)
          }
          expect(new Set(now.map((price) => price.currency)).size).toBe(now.length)
          expect(now.length).toBeGreaterThan(0)
        }
      }),
    )
  })
})
