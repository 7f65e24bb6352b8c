import type { CourseRequest, CreateProduct, TestCard } from '@pantheon/contract'

/** The input of an order of a course. */
export const courseInput: CourseRequest = { topic: 'Bread', difficulty: 'beginner', durationWeeks: 2, targetAudience: 'bakers', language: 'en' }

/** A course on sale. */
export const courseProduct: CreateProduct = {
  name: 'Custom course',
  description: 'A course on your topic',
  price: '49.00',
  currency: 'USD',
  category: 'ai_course_generation',
  status: 'active',
}

/** The card that is always accepted. */
export const testCard: TestCard = { number: '4242424242424242', expiry: '12/30', cvc: '123' }
