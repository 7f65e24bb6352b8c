import { mostOrdered, type OrderInput, orderInputs, PlaceOrder, type ProductCategory, typedNumber } from '@pantheon/contract'
import { z } from 'zod'

type Shapes = { [C in ProductCategory]: (typeof orderInputs)[C]['shape'] }[ProductCategory]
type NamesIn<S> = S extends unknown ? keyof S & string : never
/** Everything that an input asks for, of any category. */
export type OrderFieldName = NamesIn<Shapes>
export type ChoiceName = 'difficulty' | 'language'
type TypedName = Exclude<OrderFieldName, ChoiceName>

/** The least and the most that is taken: a number, or the length of a text. */
export interface Limits {
  min: number
  max: number
}
export type OrderField =
  | ({ name: TypedName; kind: 'text' | 'text-area' | 'number' } & Limits)
  | { name: ChoiceName; kind: 'choice'; options: readonly (string | number)[] }

/** The limits that the words about a field name; a choice has none. */
export const limitsIn = (field: OrderField): Partial<Limits> => (field.kind === 'choice' ? {} : { min: field.min, max: field.max })

/** What is longer than this does not fit on a line. */
const longestLine = 500

const limitsOf = (min: number | null, max: number | null): Limits => ({ min: min ?? 0, max: max ?? Number.MAX_SAFE_INTEGER })

/** A question of the form, as the schema describes it. */
const fieldOf = ([name, schema]: [string, z.ZodType]): OrderField => {
  if (schema instanceof z.ZodEnum) return { name: name as ChoiceName, kind: 'choice', options: schema.options }
  const typed = name as TypedName
  if (schema instanceof z.ZodNumber) return { name: typed, kind: 'number', ...limitsOf(schema.minValue, schema.maxValue) }
  if (!(schema instanceof z.ZodString)) throw new Error(`The form has no field for ${name}`)
  const limits = limitsOf(schema.minLength, schema.maxLength)
  return { name: typed, kind: limits.max > longestLine ? 'text-area' : 'text', ...limits }
}

/** What the form of a category asks for, in the order it is asked. */
export const orderFieldsOf = (category: ProductCategory): readonly OrderField[] => Object.entries<z.ZodType>(orderInputs[category].shape).map(fieldOf)

/** What the fields hold before anyone typed; the course is offered in the reader's own language. */
export const blankOrderInput = (category: ProductCategory, language: 'en' | 'ja'): OrderInput => {
  const starts: Partial<Record<OrderFieldName, string | number>> = { durationWeeks: 4, language }
  return Object.fromEntries(
    orderFieldsOf(category).map((field) => [field.name, starts[field.name] ?? (field.kind === 'choice' ? (field.options[0] ?? '') : '')]),
  )
}

const { notes } = PlaceOrder.shape
/** How many may be ordered at once, and how long the notes may be. */
export const extraLimits = (category: ProductCategory): Record<'quantity' | 'notes', Limits> => ({
  quantity: { min: 1, max: mostOrdered[category] },
  notes: limitsOf(notes.unwrap().minLength, notes.unwrap().maxLength),
})

/** The number that a field of a form holds as text; NaN for what is none, or nothing. */
export const numberTyped = (value: unknown): number => {
  const text = typedNumber(String(value)).trim()
  return text === '' ? Number.NaN : Number(text)
}
const numberOf = ({ min, max }: Limits) => z.preprocess<number, z.ZodInt, number>(numberTyped, z.int().min(min).max(max))
const numbersOf = (category: ProductCategory): object =>
  Object.fromEntries(orderFieldsOf(category).flatMap((field) => (field.kind === 'number' ? [[field.name, numberOf(field)]] : [])))

/** What the form of a category holds: the agent's input, how many, and notes. */
export const orderFormOf = (category: ProductCategory) =>
  orderInputs[category].extend({ ...numbersOf(category), quantity: numberOf({ min: 1, max: mostOrdered[category] }), notes })
