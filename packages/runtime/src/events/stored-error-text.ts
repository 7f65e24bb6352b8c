import { cutText } from '@pantheon/contract'
import { isDatabaseError } from '@pantheon/db'
import { Failure } from '@pantheon/kernel'

const longest = 300
const deepest = 10

/** An error and its causes, outermost first. */
const causesOf = (error: unknown, depth = 0): unknown[] => {
  if (!(error instanceof Error) || depth === deepest) return [error]
  const inner = [...(error.cause === undefined ? [] : [error.cause]), ...(error instanceof AggregateError ? error.errors : [])]
  return [error, ...inner.flatMap((one) => causesOf(one, depth + 1))]
}

/**
 * A description of an error for operators: the code of a failure of ours, else the error's name and message in one line. For database
 * errors only the code, because their messages contain statements and values.
 */
export const storedErrorText = (error: unknown): string => {
  const causes = causesOf(error)
  const failure = causes.find((cause) => cause instanceof Failure)
  if (failure) return failure.code
  if (causes.some(isDatabaseError)) {
    const coded = causes.find((cause): cause is Error & { code: string } => cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
    return coded ? `a statement failed: ${coded.code}` : 'a statement failed'
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return cutText(text.replace(/\s+/g, ' '), longest)
}
