import { z } from 'zod'
import { StripeFault } from './fault.ts'

/** A form with nested fields. */
export type Form = { [key: string]: string | Form | (string | Form)[] }

interface Branch {
  [key: string]: string | Branch
}
const isList = (keys: string[]): boolean => keys.length > 0 && keys.every((key, index) => key === String(index))
const settle = (branch: Branch): Form | (string | Form)[] => {
  const values = Object.values(branch).map((value) => (typeof value === 'string' ? value : settle(value)))
  if (isList(Object.keys(branch))) return values as (string | Form)[]
  return Object.fromEntries(Object.keys(branch).map((key, index) => [key, values[index] as string | Form]))
}

/** Parses a form-encoded text with nested brackets: `a[b]=1&list[0][c]=2&tags[]=x`. */
export const parseForm = (text: string): Form => {
  const root: Branch = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const keys = [name.replace(/\[.*$/s, ''), ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key)]
    const last = keys.pop() ?? ''
    let branch = root
    for (const key of keys) {
      const next = branch[key]
      branch = typeof next === 'object' ? next : (branch[key] = Object.create(null) as Branch)
    }
    branch[last === '' ? String(Object.keys(branch).length) : last] = value
  }
  const form = settle(root)
  return Array.isArray(form) ? {} : form
}

export const whole = z
  .string()
  .regex(/^-?\d{1,15}$/, 'Invalid integer')
  .transform(Number)
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
/** Metadata; an empty string removes a key, or in place of the object all keys. */
export const metadata = z.union([z.literal('').transform(() => ({})), z.record(z.string().max(40), z.string().max(500))])
export const expand = z.array(z.string()).optional()
export const page = {
  limit: whole.pipe(z.number().min(1).max(100)).optional(),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  expand,
}
const span = z.strictObject({ gt: whole.optional(), gte: whole.optional(), lt: whole.optional(), lte: whole.optional() })
export const created = z.union([whole.transform((at) => ({ gte: at, lte: at })), span]).optional()
export type Created = z.output<typeof created>

/** Validates parameters with the schema of the endpoint. Throws a fault, also for unknown parameters, as Stripe does. */
export const read = <T extends z.ZodType>(shape: T, form: Form): z.output<T> => {
  const parsed = shape.safeParse(form)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const [first = '', ...rest] = issue?.path ?? []
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : []
  const nested = [...rest, ...unknown.slice(0, first === '' ? 0 : 1)].map((key) => `[${String(key)}]`).join('')
  const param = `${String(first || unknown[0] || '')}${nested}`
  const at = issue?.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], form)
  const [code, message] =
    unknown.length > 0
      ? ['parameter_unknown', `Received unknown parameter: ${param}`]
      : at === undefined
        ? ['parameter_missing', `Missing required param: ${param}.`]
        : ['parameter_invalid', `Invalid ${param}: ${issue?.message}`]
  throw new StripeFault(400, { type: 'invalid_request_error', code, message, param }, true)
}
