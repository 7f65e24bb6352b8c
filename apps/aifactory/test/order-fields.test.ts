import { CourseRequest, isCounted, orderInputs, productCategories } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { categories, categoryOf } from '../src/features/catalogue/categories.tsx'
import { blankOrderInput, extraLimits, orderFieldsOf, orderFormOf } from '../src/features/ordering/order-fields.ts'

describe('the order form', () => {
  it.each(productCategories)('asks for exactly what an order of %s takes', (category) => {
    const wanted = Object.keys(orderInputs[category].shape).sort()
    const asked = orderFieldsOf(category)
      .map(({ name }) => name)
      .sort()
    expect(asked).toEqual(wanted)
    expect(Object.keys(blankOrderInput(category, 'en')).sort()).toEqual(wanted)
  })

  it.each(productCategories)('takes as much of %s as an order may hold, and no more', (category) => {
    const { quantity, notes } = extraLimits(category)
    const brief = { ...blankOrderInput(category, 'ja'), topic: 'Bread', targetAudience: 'bakers', brief: 'Two months of calm, please.' }
    const isTaken = (more: object) => orderFormOf(category).safeParse({ ...brief, quantity: 1, notes: '', ...more }).success
    expect(isTaken({ quantity: quantity.max, notes: 'n'.repeat(notes.max) })).toBe(true)
    expect(isTaken({ quantity: quantity.max + 1 })).toBe(false)
    expect(isTaken({ notes: 'n'.repeat(notes.max + 1) })).toBe(false)
    expect(isCounted(category)).toBe(quantity.max > 1)
  })

  it('reads numbers in full width, and none where nothing is typed', () => {
    const brief = { brief: 'Two months of calm, please.', notes: '' }
    const form = orderFormOf('business_consulting')
    expect(form.parse({ ...brief, quantity: ' １２ ' })).toMatchObject({ quantity: 12 })
    for (const quantity of ['', ' ', '１０１', '１．５', '2²']) expect(form.safeParse({ ...brief, quantity }).success).toBe(false)
  })

  it('shows the limits that the schema has', () => {
    const fields = orderFieldsOf('ai_course_generation')
    expect(fields.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'topic: text',
      'targetAudience: text',
      'difficulty: choice',
      'durationWeeks: number',
      'language: choice',
    ])
    const start = { ...blankOrderInput('ai_course_generation', 'ja'), topic: 'Bread', targetAudience: 'bakers' }
    for (const field of fields) {
      const isTaken = (value: unknown) => CourseRequest.safeParse({ ...start, [field.name]: value }).success
      if (field.kind === 'choice') {
        expect([...field.options, 'another'].map(isTaken)).toEqual([...field.options.map(() => true), false])
        continue
      }
      const at = (size: number) => (field.kind === 'number' ? size : 'x'.repeat(size))
      expect([field.min - 1, field.min, field.max, field.max + 1].map((size) => isTaken(at(size)))).toEqual([false, true, true, false])
    }
  })
})

describe('the categories of the catalogue', () => {
  it('are those of the contract', () => {
    expect([...categories].sort()).toEqual([...productCategories].sort())
    expect(categoryOf('ai_course_generation')).toBe('ai_course_generation')
    expect(categoryOf('toString')).toBeUndefined()
  })
})
