import type { ErrorCode, FieldError, Locale } from '@pantheon/contract'
import { TRPCClientError } from '@trpc/client'
import atOnce from './messages/at-once.json' with { type: 'json' }

const sentences: Partial<Record<Locale, Record<string, string>>> = {}
const sources = { en: () => import('./messages/en.json'), ja: () => import('./messages/ja.json') } as const satisfies Record<Locale, unknown>

/**
 * Loads the error messages of a language. The connection loads the English ones without blocking a page; code that loads an app's
 * messages in another language awaits these too. Until then, or when loading fails, the built-in messages of `at-once.json`
 * apply.
 */
export const loadErrorSentences = async (locale: Locale): Promise<void> => {
  sentences[locale] ??= (await sources[locale]()).default
}

/** Errors that the server cannot report itself: no response, or a response that is not from the API. */
type NetworkCode = keyof (typeof atOnce)['en'] & `network.${string}`

/** An error as a page needs it. */
export interface ClientError {
  code: ErrorCode | NetworkCode
  details: Record<string, unknown>
  fields: FieldError[]
  requestId: string | null
}

/** A response that is not JSON, so not from the API. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer'
  constructor(readonly status: number) {
    super(`The answer (${status}) is no JSON: this may not be the address of the API`)
  }
}

/** A proxy responds with these when its upstream does not (RFC 9110, sections 15.6.3 to 15.6.5). */
const gatewayErrors: readonly number[] = [502, 503, 504]

/** The network code of an error without an API error in it: no response, no JSON, or JSON of something else. */
const networkCodeOf = (error: unknown): NetworkCode => {
  const { cause, meta } = error instanceof TRPCClientError ? error : { cause: error, meta: undefined }
  if (cause instanceof UnexpectedAnswer) return gatewayErrors.includes(cause.status) ? 'network.unreachable' : 'network.unexpected_answer'
  return cause instanceof SyntaxError || meta?.response !== undefined ? 'network.unexpected_answer' : 'network.unreachable'
}
const isNetworkCode = (code: string): code is NetworkCode => code.startsWith('network.')

// Checked by shape: the list of codes lives in the server's catalogue, which a page should not have to load.
const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && /^\w+\.\w+$/.test(code)

/** Extracts the API error from any error that a query or mutation threw. */
export const errorOf = (error: unknown): ClientError => {
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined
  if (data !== null && typeof data === 'object' && 'code' in data && isErrorCode(data.code)) {
    const { code, details, fields, requestId } = data as unknown as ClientError
    return { code, details: details ?? {}, fields: fields ?? [], requestId: requestId ?? null }
  }
  return { code: networkCodeOf(error), details: {}, fields: [], requestId: null }
}

/** The message for an error, in the given language. */
export const errorText = (error: unknown, locale: Locale): string => {
  const { code, details } = errorOf(error)
  return isNetworkCode(code) ? atOnce[locale][code] : codeText(code, details.reason, locale)
}

/** The message for a catalogue code found in a response; `reason` selects a more specific one. */
export const codeText = (code: string, reason: unknown, locale: Locale): string => knownCodeText(code, reason, locale) ?? atOnce[locale].refused

/** The message for a code, or undefined when the catalogue does not have it. */
export const knownCodeText = (code: string, reason: unknown, locale: Locale): string | undefined => {
  const catalogue = sentences[locale] ?? sentences.en
  return catalogue?.[`${code}.${String(reason)}`] ?? catalogue?.[code] ?? sentences.en?.[code]
}

/**
 * The message for the failure of a payment, a refund or a job as recorded: for a code of the catalogue or of the payment
 * provider; any other text is returned as it is.
 */
export const failureText = (why: string, locale: Locale): string => {
  const catalogue = sentences[locale] ?? sentences.en
  return catalogue?.[`failure.${why}`] ?? catalogue?.[why] ?? why.replaceAll('_', ' ')
}

/** True when the call needs a session, and there is none: it has ended, or never began. */
export const isSessionEnd = (error: unknown): boolean => errorOf(error).code === 'auth.required'

/** True when nothing responded, or the server responded 503 (overload, no database): the request was not processed. */
export const isUnavailable = (error: unknown): boolean => {
  const { code } = errorOf(error)
  if (isNetworkCode(code)) return code === 'network.unreachable'
  return ((error as TRPCClientError<never>).data as unknown as { httpStatus: number }).httpStatus === 503
}

/** True when a retry cannot help: the error is about the request, not about a temporary condition. */
export const isFinal = (error: unknown): boolean => {
  if (isNetworkCode(errorOf(error).code)) return false
  const { httpStatus } = (error as TRPCClientError<never>).data as unknown as { httpStatus: number }
  return httpStatus < 500 && httpStatus !== 429
}
