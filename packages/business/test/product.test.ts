import type { CreateProduct } from '@pantheon/contract'
import { Failure } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { editProduct, newProduct, toProduct } from '../src/catalogue/product.ts'

const at = new Date('2026-05-01T10:00:00Z')
const input: CreateProduct = { name: 'Support', description: '', price: '99.90', currency: 'USD', category: 'technical_support', status: 'draft' }

describe('A product', () => {
  it('keeps its price in minor units and says it in the digits of its currency', () => {
    expect(newProduct(input, 'id', at).priceMinor).toBe(9990)
    expect(toProduct(newProduct({ ...input, price: '5', currency: 'EUR' }, 'id', at)).price).toBe('5.00')
    expect(toProduct(newProduct({ ...input, price: '980', currency: 'JPY' }, 'id', at)).price).toBe('980')
  })
  it('has no fraction of a yen', () => {
    expect(() => newProduct({ ...input, price: '980.5', currency: 'JPY' }, 'id', at)).toThrow(Failure)
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
})
