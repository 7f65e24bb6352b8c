import { describe, expect, it } from 'vitest'
import { ProductFields } from '../src/features/admin/product-fields.ts'

describe('The editor of a product', () => {
  const fields = { name: 'Support', sku: '', description: '', category: 'technical_support', main: 'USD', status: 'draft' }
  const wrongIn = (amounts: object): string[] => {
    const { error } = ProductFields.safeParse({ ...fields, amounts: { USD: '49.00', EUR: '', JPY: '', ...amounts } })
    return error?.issues.map(({ path }) => path.join('.')) ?? []
  }

  it('takes a price in the currencies that the product is sold in', () => {
    expect(wrongIn({})).toEqual([])
    expect(wrongIn({ EUR: '0.01', JPY: '1' })).toEqual([])
  })
  it('reads prices in full width', () => {
    const read = ProductFields.parse({ ...fields, amounts: { USD: '４９．５０', EUR: '', JPY: '９８０' } })
    expect(read.amounts).toEqual({ USD: '49.50', EUR: '', JPY: '980' })
  })
  it('shows which amount is nothing, or none', () => {
    expect(wrongIn({ USD: '0' })).toEqual(['amounts.USD'])
    expect(wrongIn({ USD: '', EUR: '0.00', JPY: '9.8' })).toEqual(['amounts.USD', 'amounts.EUR', 'amounts.JPY'])
    expect(wrongIn({ JPY: '0' })).toEqual(['amounts.JPY'])
  })
})
