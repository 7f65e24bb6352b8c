import { describe, expect, it } from 'vitest'
import { organizationBeside } from '../src/features/orders/order-words.ts'

describe('A buyer', () => {
  it('is named once where the organization is their own, and beside the organization they buy for', () => {
    expect(organizationBeside({ name: 'Ben Buyer', organization: 'Ben Buyer' })).toBeUndefined()
    expect(organizationBeside({ name: 'Ben Buyer', organization: 'Analytical Engines' })).toBe('Analytical Engines')
  })
})
