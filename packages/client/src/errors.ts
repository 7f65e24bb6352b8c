import { type ErrorCode, errors, type FieldError, type Locale } from '@pantheon/contract'
import { TRPCClientError } from '@trpc/client'
import en from './messages/en.json' with { type: 'json' }
import ja from './messages/ja.json' with { type: 'json' }

const sentences: Record<Locale, Record<string, string>> = { en, ja }

/** An error as a page needs it. `network.unreachable` is the one the server cannot send. */
export interface ClientError {
  code: ErrorCode | 'network.unreachable'
  details: Record<string, unknown>
  fields: FieldError[]
  requestId: string | null
}

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in errors

/** Reads what the server said out of any error a query or mutation threw. */
export const errorOf = (error: unknown): ClientError => {
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined
  if (data !== null && typeof data === 'object' && 'code' in data && isErrorCode(data.code)) {
    const { code, details, fields, requestId } = data as unknown as ClientError
    return { code, details: details ?? {}, fields: fields ?? [], requestId: requestId ?? null }
  }
  return { code: 'network.unreachable', details: {}, fields: [], requestId: null }
}

/** The sentence for an error, in the reader's language. */
export const errorText = (error: unknown, locale: Locale): string => {
  const { code, details } = errorOf(error)
  const catalogue = sentences[locale]
  return catalogue[`${code}.${String(details.reason)}`] ?? catalogue[code] ?? sentences.en[code] ?? code
}

/** True when asking again will not help: the answer is about the question, not about the moment. */
export const isFinal = (error: unknown): boolean => {
  const { code } = errorOf(error)
  if (code === 'network.unreachable') return false
  return !['unavailable', 'internal', 'rate_limited'].includes(errors[code].kind)
}
