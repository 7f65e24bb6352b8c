import { ChatError } from '@pantheon/notifications'

export interface Ask {
  method: 'GET' | 'POST' | 'PATCH'
  url: string
  headers: Record<string, string>
  body?: unknown
  timeoutMs: number
}

const waitOf = (response: Response, body: unknown): number => {
  const seconds = typeof body === 'object' && body !== null && 'retry_after' in body ? Number(body.retry_after) : Number(response.headers.get('retry-after'))
  return Math.ceil((Number.isFinite(seconds) && seconds > 0 ? seconds : 1) * 1000)
}

/** One request to a chat API, JSON in and out. Rejects with `ChatError`, which has the requested delay when it was rate limited. */
export const askChat = async ({ method, url, headers, body, timeoutMs }: Ask): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new ChatError(error instanceof Error ? error.name : 'unreachable')
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.status === 429) throw new ChatError('rate_limited', waitOf(response, answer))
  if (response.status >= 500) throw new ChatError(String(response.status))
  return { status: response.status, body: answer }
}
