/** A refusal by the server, in the user's language. */
export interface Refusal {
  code: string
  message: string
  /** Fields of the input it is about; may be empty. */
  fields: readonly string[]
  details: Readonly<Record<string, unknown>>
}

/** An operation a view can start: `run` ends with `onDone`, or with a refusal. */
export interface Action<Input, Result = unknown> {
  isPending: boolean
  /** Grows with every refusal, so that a repeated message is announced again. */
  failures: number
  refusal: Refusal | undefined
  run: (input: Input, onDone?: (result: Result) => void) => void
  /** Clears the refusal. */
  reset: () => void
}

/** Data of a view: loading, loaded or refused. */
export interface Loaded<T> {
  data: T | undefined
  refusal: (Refusal & { requestId: string | null }) | undefined
  retry: () => void
}

/** A paginated list; `more` is set while there is another page. */
export interface LoadedPages<T> extends Loaded<readonly T[]> {
  more: { isLoading: boolean; load: () => void } | undefined
}

/** Seconds to wait before a retry, when the refusal has them. */
export const waitOf = (refusal: Refusal | undefined): number | undefined => {
  const seconds = refusal?.details.retryAfterSeconds
  return refusal?.code === 'auth.too_many_tries' && typeof seconds === 'number' ? seconds : undefined
}
