import { difficulties, locales, type OrderInput, orderInputs, type ProductCategory } from '@pantheon/contract'
import { z } from 'zod'

export type OrderField =
  | { name: 'topic' | 'targetAudience'; kind: 'text' }
  | { name: 'durationWeeks'; kind: 'number'; min: number; max: number }
  | { name: 'difficulty'; kind: 'choice'; options: typeof difficulties }
  | { name: 'language'; kind: 'choice'; options: typeof locales }
  | { name: 'brief'; kind: 'text-area' }

const courseFields: readonly OrderField[] = [
  { name: 'topic', kind: 'text' },
  { name: 'targetAudience', kind: 'text' },
  { name: 'difficulty', kind: 'choice', options: difficulties },
  { name: 'durationWeeks', kind: 'number', min: 1, max: 12 },
  { name: 'language', kind: 'choice', options: locales },
]
const briefFields: readonly OrderField[] = [{ name: 'brief', kind: 'text-area' }]

/** What the form of a category asks for, in the order it is asked. */
export const orderFieldsOf = (category: ProductCategory): readonly OrderField[] => (category === 'ai_course_generation' ? courseFields : briefFields)

/** What the fields hold before anyone typed; the course is offered in the reader's own language. */
export const blankOrderInput = (category: ProductCategory, language: 'en' | 'ja'): OrderInput =>
  category === 'ai_course_generation' ? { topic: '', targetAudience: '', difficulty: 'beginner', durationWeeks: 4, language } : { brief: '' }

/** True for what people do: of that, one may want several. A course or a document is one of its kind. */
export const isCounted = (category: ProductCategory): boolean => category === 'business_consulting' || category === 'technical_support'

/** What the form of a category holds: the agent's input, how many, and notes. */
export const orderFormOf = (category: ProductCategory) =>
  orderInputs[category].extend({ quantity: z.coerce.number<number>().int().min(1).max(100), notes: z.string().trim().max(2000) })
