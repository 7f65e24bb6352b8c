import { isDatabaseError } from '@pantheon/db'

/** The loggable part of an error: never an SQL statement or its values. */
export interface DescribedError {
  name: string
  message?: string | undefined
  stack?: string | undefined
  cause?: DescribedError
  errors?: DescribedError[]
  [field: string]: unknown
}

/** Fields of database errors that hold codes and names, never values. */
const safeFields = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'dataType', 'routine', 'syscall', 'errno', 'kind'] as const

/** The stack frames of an error, without the message in front of them. */
const framesOf = ({ stack = '', message, name }: Error): string | undefined => {
  const head = [`${name}: ${message}`, message].find((text) => text !== '' && stack.includes(text))
  const rest = head === undefined ? stack : stack.slice(stack.indexOf(head) + head.length)
  const frames = rest.split('\n').filter((line) => /^\s+at \S/.test(line))
  return frames.length > 0 ? frames.join('\n') : undefined
}

/** SQLSTATE classes whose messages quote no value: connections, logins, rights, resources, operator intervention, undefined objects. */
const valueFreeStates = /^(08|28|3D|53|55|57|58|42501|42P01|42703)/
/** SQLite messages that contain only names of tables and columns. */
const valueFreeMessages =
  /^(?:no such (?:table|column): [\w.]+|table \w+ has no column named \w+|(?:UNIQUE|NOT NULL|FOREIGN KEY) constraint failed(?:: [\w., ]+)?)$/

const hasSafeMessage = (error: Error): boolean => valueFreeStates.test((error as Error & { code?: string }).code ?? '') || valueFreeMessages.test(error.message)

/**
 * An error as it may be logged. A database error keeps its code and the names of tables, columns and constraints, and its message
 * only if that quotes no value. Other errors keep their message unless it repeats that of a database error. Causes are followed ten deep.
 */
export const describeError = (error: unknown, depth = 0): DescribedError => {
  if (!(error instanceof Error)) return { name: typeof error, message: typeof error === 'string' ? 'something that is no error was thrown' : undefined }
  const fields = Object.fromEntries(safeFields.flatMap((field) => (field in error ? [[field, (error as unknown as Record<string, unknown>)[field]]] : [])))
  const isFollowed = depth < 10
  const inner = [...(error.cause === undefined ? [] : [error.cause]), ...(error instanceof AggregateError ? error.errors : [])]
  // A message that contains the cause's message contains its values too.
  const quotes =
    (isDatabaseError(error) && !hasSafeMessage(error)) ||
    inner.some((one) => one instanceof Error && isDatabaseError(one) && one.message !== '' && error.message.includes(one.message))
  return {
    name: error.name,
    ...(!quotes && { message: error.message }),
    ...fields,
    stack: framesOf(error),
    ...(isFollowed && error.cause !== undefined && { cause: describeError(error.cause, depth + 1) }),
    ...(isFollowed && error instanceof AggregateError && { errors: error.errors.slice(0, 5).map((one) => describeError(one, depth + 1)) }),
  }
}

/** The message of the innermost cause, for the terminal. Errors that wrap a database error quote statements, so their messages are skipped. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return String(error)
  if (error.cause !== undefined) return reasonOf(error.cause)
  const { code, table, constraint } = error as Error & { code?: string; table?: string; constraint?: string }
  if (!isDatabaseError(error) || hasSafeMessage(error)) return error.message
  return ['the database refused a statement', code, table, constraint].filter(Boolean).join(', ')
}
