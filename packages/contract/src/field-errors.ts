import type { z } from 'zod'

/** Why a field is invalid, as a code for programs; `invalid` has only the message. */
export const fieldCodes = [
  'required',
  'wrong_type',
  'too_small',
  'too_large',
  'too_short',
  'too_long',
  'too_few',
  'too_many',
  'bad_format',
  'not_an_option',
  'unknown',
  'invalid',
] as const
export type FieldCode = (typeof fieldCodes)[number]

/** An invalid field: its path in the input, with the reason as a code and an English sentence. */
export interface FieldError {
  path: string
  code: FieldCode
  message: string
}

type Issue = z.core.$ZodIssue
type IssueOf<C extends Issue['code']> = Extract<Issue, { code: C }>
type Why = Omit<FieldError, 'path'>

/** Messages of our own schemas begin differently: zod does not mark its own in another way. */
const isZodsOwn = /^(?:Invalid|Too big|Too small|Unrecognized)\b/

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
  null: 'null',
}
const formats: Readonly<Record<string, string>> = {
  uuid: 'Must be an id (a UUID).',
  email: 'Must be an e-mail address, like ada@example.com.',
  url: 'Must be a web address, like https://example.com/.',
  datetime: 'Must be a date with a time in ISO 8601, like 2026-11-30T09:00:00Z.',
  date: 'Must be a date, like 2026-11-30.',
  base64: 'Must be base64.',
}

/** zod keeps no input in its issues; only the message tells a missing value from one of another type. */
const isMissing = ({ message }: Issue): boolean => message.endsWith('received undefined')

const wrongType = (issue: IssueOf<'invalid_type'>): Why => {
  if (isMissing(issue)) return { code: 'required', message: 'This field is required.' }
  if (issue.expected === 'undefined' || issue.expected === 'void') return { code: 'unknown', message: 'Nothing is taken here.' }
  return { code: 'wrong_type', message: `Must be ${kinds[issue.expected] ?? 'of another type'}.` }
}

const plural = (count: bigint | number, one: string, many: string): string => `${count} ${Number(count) === 1 ? one : many}`

const tooSmall = ({ origin, minimum, inclusive }: IssueOf<'too_small'>): Why => {
  if (origin === 'string' && minimum === 1) return { code: 'too_short', message: 'Must not be empty.' }
  if (origin === 'string') return { code: 'too_short', message: `Must have at least ${plural(minimum, 'character', 'characters')}.` }
  if (origin === 'array' || origin === 'set') return { code: 'too_few', message: `Must have at least ${plural(minimum, 'entry', 'entries')}.` }
  return { code: 'too_small', message: inclusive === false ? `Must be more than ${minimum}.` : `Must be ${minimum} or more.` }
}
const tooBig = ({ origin, maximum, inclusive }: IssueOf<'too_big'>): Why => {
  if (origin === 'string') return { code: 'too_long', message: `Must have at most ${plural(maximum, 'character', 'characters')}.` }
  if (origin === 'array' || origin === 'set') return { code: 'too_many', message: `Must have at most ${plural(maximum, 'entry', 'entries')}.` }
  return { code: 'too_large', message: inclusive === false ? `Must be less than ${maximum}.` : `Must be ${maximum} or less.` }
}

const notAnOption = (values: readonly unknown[]): Why => {
  const [only] = values
  return { code: 'not_an_option', message: values.length === 1 ? `Must be ${String(only)}.` : `Must be one of ${values.map(String).join(', ')}.` }
}

/** Of a union, the issues of the option that was most likely meant: the one whose issues are deepest. */
const insideOf = ({ errors }: IssueOf<'invalid_union'>): readonly Issue[] => {
  const depthOf = (issues: readonly Issue[]): number => Math.min(...issues.map(({ path }) => path.length))
  return errors.find((issues) => depthOf(issues) > 0 && depthOf(issues) === Math.max(...errors.map(depthOf))) ?? []
}

const noForm: Why = { code: 'invalid', message: 'Has none of the forms that this field may have.' }

const whyOf = (issue: Issue): Why => {
  if (issue.message !== '' && !isZodsOwn.test(issue.message))
    return { code: issue.code === 'invalid_format' ? 'bad_format' : 'invalid', message: issue.message }
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue)
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_value':
      return notAnOption(issue.values)
    case 'not_multiple_of':
      return { code: 'bad_format', message: `Must be a multiple of ${issue.divisor}.` }
    case 'invalid_format':
      return { code: 'bad_format', message: formats[issue.format] ?? 'Is not written as this field needs it.' }
    case 'invalid_union':
      return noForm
    default:
      return { code: 'invalid', message: 'This value is not taken.' }
  }
}

const under = (path: string, more: readonly PropertyKey[]): string => [path, ...more.map(String)].filter((part) => part !== '').join('.')

const errorsOf = (issue: Issue, path: string): FieldError[] => {
  const at = under(path, issue.path)
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(under(at, [key])))
  const inside = issue.code === 'invalid_union' ? insideOf(issue) : []
  return inside.length > 0 ? inside.flatMap((each) => errorsOf(each, at)) : [{ path: at, ...whyOf(issue) }]
}

/** The error of an unknown field. */
export const unknownField = (path: string): FieldError => ({ path, code: 'unknown', message: 'There is no such field.' })

/** The first issue of each field, at most 50 fields; `path` is the location of the parsed value. */
export const fieldErrorsOf = ({ issues }: { issues: readonly Issue[] }, path = ''): FieldError[] => {
  const found = new Map<string, FieldError>()
  for (const error of issues.slice(0, 50).flatMap((issue) => errorsOf(issue, path))) if (!found.has(error.path)) found.set(error.path, error)
  return [...found.values()].slice(0, 50)
}
