import { orderInputs, productCategories } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { categories, categoryOf } from '../src/features/catalogue/categories.tsx'
import { blankOrderInput, orderFieldsOf } from '../src/features/ordering/order-fields.ts'

describe('the order form', () => {
  it.each(productCategories)('asks for exactly what an order of %s takes', (category) => {
    const wanted = Object.keys(orderInputs[category].shape).sort()
    const asked = orderFieldsOf(category)
      .map(({ name }) => name)
      .sort()
    expect(asked).toEqual(wanted)
    expect(Object.keys(blankOrderInput(category, 'en')).sort()).toEqual(wanted)
  })
})

describe('the categories of the catalogue', () => {
  it('are those of the contract', () => {
    expect([...categories].sort()).toEqual([...productCategories].sort())
    expect(categoryOf('ai_course_generation')).toBe('ai_course_generation')
    expect(categoryOf('toString')).toBeUndefined()
  })
})
