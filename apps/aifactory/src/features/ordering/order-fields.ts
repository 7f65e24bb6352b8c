import { maxQuantities, type OrderInput, orderInputs, PlaceOrder, type ProductCategory, typedNumber } from '@pantheon/contract'
import { z } from 'zod'

type Shapes = { [C in ProductCategory]: (typeof orderInputs)[C]['shape'] }[ProductCategory]
type NamesIn<S> = S extends unknown ? keyof S & string : never
/** The names of all input fields, of any category. */
export type OrderFieldName = NamesIn<Shapes>
export type ChoiceName = 'difficulty' | 'language'
type TypedName = Exclude<OrderFieldName, ChoiceName>

/** Minimum and maximum of a number, or of a text's length. */
export interface Limits {
  min: number
  max: number
}
export type OrderField =
  | ({ name: TypedName; kind: 'text' | 'text-area' | 'number' } & Limits)
  | { name: ChoiceName; kind: 'choice'; options: readonly (string | number)[] }

/** The limits mentioned in a field's messages; a choice has none. */
export const limitsIn = (field: OrderField): Partial<Limits> => (field.kind === 'choice' ? {} : { min: field.min, max: field.max })

/** Longer texts get a multi-line field. */
const longestLine = 500

const limitsOf = (min: number | null, max: number | null): Limits => ({ min: min ?? 0, max: max ?? Number.MAX_SAFE_INTEGER })

/** A form field derived from its schema. */
const fieldOf = ([name, schema]: [string, z.ZodType]): OrderField => {
  if (schema instanceof z.ZodEnum) return { name: name as ChoiceName, kind: 'choice', options: schema.options }
  const typed = name as TypedName
  if (schema instanceof z.ZodNumber) return { name: typed, kind: 'number', ...limitsOf(schema.minValue, schema.maxValue) }
  if (!(schema instanceof z.ZodString)) throw new Error(`The form has no field for ${name}`)
  const limits = limitsOf(schema.minLength, schema.maxLength)
  return { name: typed, kind: limits.max > longestLine ? 'text-area' : 'text', ...limits }
}

/** The form fields of a category, in display order. */
export const orderFieldsOf = (category: ProductCategory): readonly OrderField[] => Object.entries<z.ZodType>(orderInputs[category].shape).map(fieldOf)

/** The initial values of the fields; the course language defaults to the user's own. */
export const blankOrderInput = (category: ProductCategory, language: 'en' | 'ja'): OrderInput => {
  const starts: Partial<Record<OrderFieldName, string | number>> = { durationWeeks: 4, language }
  return Object.fromEntries(
    orderFieldsOf(category).map((field) => [field.name, starts[field.name] ?? (field.kind === 'choice' ? (field.options[0] ?? '') : '')]),
  )
}

const { notes } = PlaceOrder.shape
/** The limits of quantity and notes. */
export const extraLimits = (category: ProductCategory): Record<'quantity' | 'notes', Limits> => ({
  quantity: { min: 1, max: maxQuantities[category] },
  notes: limitsOf(notes.unwrap().minLength, notes.unwrap().maxLength),
})

/** Parses the number in a form field; NaN when it is empty or not a number. */
export const numberTyped = (value: unknown): number => {
  const text = typedNumber(String(value)).trim()
  return text === '' ? Number.NaN : Number(text)
}
const numberOf = ({ min, max }: Limits) => z.preprocess<number, z.ZodInt, number>(numberTyped, z.int().min(min).max(max))
const numbersOf = (category: ProductCategory): object =>
  Object.fromEntries(orderFieldsOf(category).flatMap((field) => (field.kind === 'number' ? [[field.name, numberOf(field)]] : [])))

/** The form schema of a category: the agent's input, quantity and notes. */
export const orderFormOf = (category: ProductCategory) =>
  orderInputs[category].extend({ ...numbersOf(category), quantity: numberOf({ min: 1, max: maxQuantities[category] }), notes })
