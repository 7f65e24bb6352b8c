import type { ErrorCode, FieldError, Locale } from '@pantheon/contract'
import { TRPCClientError } from '@trpc/client'
import atOnce from './messages/at-once.json' with { type: 'json' }

const sentences: Partial<Record<Locale, Record<string, string>>> = {}
const sources = { en: () => import('./messages/en.json'), ja: () => import('./messages/ja.json') } as const satisfies Record<Locale, unknown>

/**
 * Fetches the sentences of a language: the connection those in English, for no page has to wait for them; whoever fetches
 * an app's words in another language awaits these too. What is said before, or when nothing can be fetched, is there at once.
 */
export const loadErrorSentences = async (locale: Locale): Promise<void> => {
  sentences[locale] ??= (await sources[locale]()).default
}

/** What the server cannot say itself: nobody answered, or something answered that is not the API. */
type NetworkCode = keyof (typeof atOnce)['en'] & `network.${string}`

/** An error as a page needs it. */
export interface ClientError {
  code: ErrorCode | NetworkCode
  details: Record<string, unknown>
  fields: FieldError[]
  requestId: string | null
}

/** Something that answered where the API was looked for, but not in JSON. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer'
  constructor(readonly status: number) {
    super(`The answer (${status}) is no JSON: this may not be the address of the API`)
  }
}

/** A proxy says with these that nobody behind it answers (RFC 9110, sections 15.6.3 to 15.6.5). */
const ofProxies: readonly number[] = [502, 503, 504]

/** Why there is nothing of the server's in an error: what did answer was no JSON, or JSON of something else. */
const networkCodeOf = (error: unknown): NetworkCode => {
  const { cause, meta } = error instanceof TRPCClientError ? error : { cause: error, meta: undefined }
  if (cause instanceof UnexpectedAnswer) return ofProxies.includes(cause.status) ? 'network.unreachable' : 'network.unexpected_answer'
  return cause instanceof SyntaxError || meta?.response !== undefined ? 'network.unexpected_answer' : 'network.unreachable'
}
const isOfNetwork = (code: string): code is NetworkCode => code.startsWith('network.')

// The catalogue itself holds what only the server says, which no page should have to load.
const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && /^\w+\.\w+$/.test(code)

/** Reads what the server said out of any error a query or mutation threw. */
export const errorOf = (error: unknown): ClientError => {
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined
  if (data !== null && typeof data === 'object' && 'code' in data && isErrorCode(data.code)) {
    const { code, details, fields, requestId } = data as unknown as ClientError
    return { code, details: details ?? {}, fields: fields ?? [], requestId: requestId ?? null }
  }
  return { code: networkCodeOf(error), details: {}, fields: [], requestId: null }
}

/** The sentence for an error, in the reader's language. */
export const errorText = (error: unknown, locale: Locale): string => {
  const { code, details } = errorOf(error)
  return isOfNetwork(code) ? atOnce[locale][code] : codeText(code, details.reason, locale)
}

/** The sentence for a code of the catalogue, where an answer carries one; `reason` is more of why. */
export const codeText = (code: string, reason: unknown, locale: Locale): string => knownCodeText(code, reason, locale) ?? atOnce[locale].refused

/** The sentence for a code; undefined for one that the catalogue does not have. */
export const knownCodeText = (code: string, reason: unknown, locale: Locale): string | undefined => {
  const catalogue = sentences[locale] ?? sentences.en
  return catalogue?.[`${code}.${String(reason)}`] ?? catalogue?.[code] ?? sentences.en?.[code]
}

/**
 * Why a payment, a refund or an agent's work failed, as the log has it: the sentence for a code of the catalogue or of the payment
 * provider's, else what stands there as text.
 */
export const failureText = (why: string, locale: Locale): string => {
  const catalogue = sentences[locale] ?? sentences.en
  return catalogue?.[`failure.${why}`] ?? catalogue?.[why] ?? why.replaceAll('_', ' ')
}

/** True when nobody answered, or a server that has no time or no database: the question was never looked at. */
export const isAway = (error: unknown): boolean => {
  const { code } = errorOf(error)
  if (isOfNetwork(code)) return code === 'network.unreachable'
  return ((error as TRPCClientError<never>).data as unknown as { httpStatus: number }).httpStatus === 503
}

/** True when asking again will not help: the answer is about the question, not about the moment. */
export const isFinal = (error: unknown): boolean => {
  if (isOfNetwork(errorOf(error).code)) return false
  const { httpStatus } = (error as TRPCClientError<never>).data as unknown as { httpStatus: number }
  return httpStatus < 500 && httpStatus !== 429
}
