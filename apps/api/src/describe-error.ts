import { isDatabaseError } from '@pantheon/db'

/** What a log may hold of an error: never a statement, never a value that came with one. */
export interface DescribedError {
  name: string
  message?: string | undefined
  stack?: string | undefined
  cause?: DescribedError
  errors?: DescribedError[]
  [field: string]: unknown
}

/** What databases say beside their message, and that names things instead of quoting them. */
const safeFields = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'dataType', 'routine', 'syscall', 'errno', 'kind'] as const

/** Where an error was made, without the message that stands before it. */
const framesOf = ({ stack = '', message, name }: Error): string | undefined => {
  const head = [`${name}: ${message}`, message].find((text) => text !== '' && stack.includes(text))
  const rest = head === undefined ? stack : stack.slice(stack.indexOf(head) + head.length)
  const frames = rest.split('\n').filter((line) => /^\s+at \S/.test(line))
  return frames.length > 0 ? frames.join('\n') : undefined
}

/** SQLSTATE classes whose messages say who, where or why, and quote no value: connections, logins, rights, resources, the operator's doing, what does not exist. */
const plainSpoken = /^(08|28|3D|53|55|57|58|42501|42P01|42703)/
/** What SQLite says with names of tables and columns alone. */
const namesOnly = /^(?:no such (?:table|column): [\w.]+|table \w+ has no column named \w+|(?:UNIQUE|NOT NULL|FOREIGN KEY) constraint failed(?:: [\w., ]+)?)$/

const speaksPlainly = (error: Error): boolean => plainSpoken.test((error as Error & { code?: string }).code ?? '') || namesOnly.test(error.message)

/**
 * An error for the log. Of a database's error codes and the names of tables, columns and constraints are kept, and its message
 * where that quotes no value; of any other its message, but for what a database's error inside of it says. Causes are followed ten deep.
 */
export const describeError = (error: unknown, depth = 0): DescribedError => {
  if (!(error instanceof Error)) return { name: typeof error, message: typeof error === 'string' ? 'something that is no error was thrown' : undefined }
  const fields = Object.fromEntries(safeFields.flatMap((field) => (field in error ? [[field, (error as unknown as Record<string, unknown>)[field]]] : [])))
  const goesOn = depth < 10
  const inner = [...(error.cause === undefined ? [] : [error.cause]), ...(error instanceof AggregateError ? error.errors : [])]
  // A message made of a cause's quotes what the cause quotes.
  const quotes =
    (isDatabaseError(error) && !speaksPlainly(error)) ||
    inner.some((one) => one instanceof Error && isDatabaseError(one) && one.message !== '' && error.message.includes(one.message))
  return {
    name: error.name,
    ...(!quotes && { message: error.message }),
    ...fields,
    stack: framesOf(error),
    ...(goesOn && error.cause !== undefined && { cause: describeError(error.cause, depth + 1) }),
    ...(goesOn && error instanceof AggregateError && { errors: error.errors.slice(0, 5).map((one) => describeError(one, depth + 1)) }),
  }
}

/** The innermost cause in words, for whoever starts a program: what wraps a database's error quotes statements. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  if (error.cause !== undefined) return reasonOf(error.cause)
  const { code, table, constraint } = error as Error & { code?: string; table?: string; constraint?: string }
  if (!isDatabaseError(error) || speaksPlainly(error)) return error.message
  return ['the database refused a statement', code, table, constraint].filter(Boolean).join(', ')
}
