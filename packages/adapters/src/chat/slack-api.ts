import { ChatError } from '@pantheon/notifications'
import type { LogLevel, WebClient, WebClientOptions } from '@slack/web-api'

export interface SlackAccess {
  botToken: string
  /** https://slack.com/api. */
  apiBase: string
  timeoutMs: number
}

/** Permanent errors, which a retry does not fix. */
const finalErrors = new Set([
  'channel_not_found',
  'is_archived',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'user_not_found',
  'invalid_blocks',
])

const ignore = (): void => undefined
/** The client would log to the console; its errors are thrown instead. */
const silentLogger = { debug: ignore, info: ignore, warn: ignore, error: ignore, setLevel: ignore, setName: ignore, getLevel: () => 'error' as LogLevel }

/** The outbox retries messages, also after a restart, so the client does not. */
const clientOptions = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, allowAbsoluteUrls: false, logger: silentLogger } satisfies WebClientOptions

const open = async ({ botToken, apiBase, timeoutMs }: SlackAccess) => {
  // Large, and needed only with a Slack workspace, so it is loaded lazily.
  const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError, WebClient } = await import('@slack/web-api')
  const toChatError = (error: unknown): ChatError => {
    if (error instanceof WebAPIPlatformError) {
      const { error: code } = error.data
      // A response that is not JSON becomes an error with its whole text as the code.
      return /^\w{1,100}$/.test(code) ? new ChatError(code, undefined, finalErrors.has(code)) : new ChatError('unreadable_200')
    }
    if (error instanceof WebAPIRateLimitedError) return new ChatError('rate_limited', Math.max(error.retryAfter, 1) * 1000)
    if (error instanceof WebAPIHTTPError) return new ChatError(error.statusCode >= 500 ? String(error.statusCode) : `unreadable_${error.statusCode}`)
    return new ChatError(error instanceof WebAPIRequestError ? error.original.name : 'unreachable')
  }
  return { client: new WebClient(botToken, { ...clientOptions, slackApiUrl: apiBase, timeout: timeoutMs }), toChatError }
}

/** Calls Slack's Web API, without retries. Rejects with `ChatError`, which has the requested delay when it was rate limited. */
export type AskSlack = <T>(question: (client: WebClient) => Promise<T>) => Promise<T>

/** Slack's client, loaded on the first call. */
export const createSlackApi = (access: SlackAccess): AskSlack => {
  let loading: ReturnType<typeof open> | undefined
  return async (question) => {
    loading ??= open(access)
    const { client, toChatError } = await loading
    return question(client).catch((error: unknown) => {
      throw toChatError(error)
    })
  }
}
