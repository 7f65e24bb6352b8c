import { fail } from '@pantheon/kernel'

/**
 * Refuses a write that another site made with our visitor's cookie (CSRF). Browsers send `Origin` with every
 * write; a request with our cookie and no `Origin` is refused too. A page of this very host, or of a listed
 * origin, may write; a client without a cookie is not a browser that could be tricked.
 */
export const requireOwnOrigin = (headers: { origin: string | null; host: string | null; hasSession: boolean }, allowed: readonly string[]): void => {
  const { origin, host, hasSession } = headers
  if (origin === null) {
    if (hasSession) fail('auth.bad_origin')
    return
  }
  if (allowed.includes(origin)) return
  const isOwn = URL.canParse(origin) && host !== null && new URL(origin).host === host
  if (!isOwn) fail('auth.bad_origin')
}
