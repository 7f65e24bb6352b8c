/** Why the server said no, in the reader's language. */
export interface Refusal {
  code: string
  message: string
  /** Fields of the input it is about; may be empty. */
  fields: readonly string[]
  details: Readonly<Record<string, unknown>>
}

/** Something a view can have done: `run` is answered by `onDone`, or by a refusal. */
export interface Action<Input, Result = unknown> {
  isPending: boolean
  /** Grows with every refusal, so that the same one said twice is said twice. */
  failures: number
  refusal: Refusal | undefined
  run: (input: Input, onDone?: (result: Result) => void) => void
  /** Forgets the refusal. */
  reset: () => void
}

/** Something a view shows: not there yet, there, or not to be had. */
export interface Loaded<T> {
  data: T | undefined
  problem: { message: string; requestId: string | null } | undefined
  retry: () => void
}

/** The same of a list that comes page by page; `more` while there is another page. */
export interface LoadedPages<T> extends Loaded<readonly T[]> {
  more: { isLoading: boolean; load: () => void } | undefined
}

/** Seconds to wait before the next try, when that is what the server said. */
export const waitOf = (refusal: Refusal | undefined): number | undefined => {
  const seconds = refusal?.details.retryAfterSeconds
  return refusal?.code === 'auth.too_many_tries' && typeof seconds === 'number' ? seconds : undefined
}
