import type { ErrorCode, FieldError, Locale } from '@pantheon/contract'
import { TRPCClientError } from '@trpc/client'
import en from './messages/en.json' with { type: 'json' }

const sentences: Partial<Record<Locale, Record<string, string>>> & { en: Record<string, string> } = { en }

/** Fetches the sentences of a language other than English. Whoever fetches an app's words in it awaits these too; until then errors are told in English. */
export const loadErrorSentences = async (locale: Exclude<Locale, 'en'>): Promise<void> => {
  sentences[locale] ??= (await import('./messages/ja.json')).default
}

/** An error as a page needs it. `network.unreachable` is the one the server cannot send. */
export interface ClientError {
  code: ErrorCode | 'network.unreachable'
  details: Record<string, unknown>
  fields: FieldError[]
  requestId: string | null
}

// Every code has a sentence. The catalogue itself holds what only the server says, which no page should have to load.
const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in en

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
  const catalogue = sentences[locale] ?? sentences.en
  return catalogue[`${code}.${String(details.reason)}`] ?? catalogue[code] ?? sentences.en[code] ?? code
}

/** True when asking again will not help: the answer is about the question, not about the moment. */
export const isFinal = (error: unknown): boolean => {
  if (errorOf(error).code === 'network.unreachable') return false
  const { httpStatus } = (error as TRPCClientError<never>).data as unknown as { httpStatus: number }
  return httpStatus < 500 && httpStatus !== 429
}
