import type { IncomingMessage } from 'node:http'
import { sessionCookieName } from '@pantheon/auth'
import { parseUrl } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import { readCookie } from './cookies.ts'

export interface SiteDeps {
  /** The public URL of the site. */
  publicUrl: string
  /** Origins whose pages may read and write, in addition to the server's own. */
  allowedOrigins: readonly string[]
  trustedProxies: number
}

/**
 * Whether the outermost trusted proxy was called over https or http; undefined if none says so. Each trusted proxy appends to
 * `X-Forwarded-Proto` or passes it on, so clients can forge the values before the last `trustedProxies`.
 */
const forwardedScheme = ({ headers }: IncomingMessage, trustedProxies: number): string | undefined => {
  if (trustedProxies === 0) return undefined
  const hops = [headers['x-forwarded-proto'] ?? []].flat().join(',').split(',')
  const scheme = hops.at(-Math.min(trustedProxies, hops.length))?.trim().toLowerCase()
  return scheme === 'https' || scheme === 'http' ? scheme : undefined
}

/** True for a bearer token without a session cookie: browsers never add a token by themselves, so this cannot be CSRF. */
const hasTokenOnly = ({ headers }: IncomingMessage): boolean =>
  /^Bearer /i.test(headers.authorization ?? '') && readCookie(headers.cookie, sessionCookieName) === undefined

/** The public scheme of the server, and the origins whose pages may read and write. */
export const createSite = ({ publicUrl, allowedOrigins, trustedProxies }: SiteDeps) => {
  const site = new URL(publicUrl)
  const siteScheme = site.protocol.slice(0, -1)
  const allowed: ReadonlySet<string> = new Set(allowedOrigins)

  /** The server's own origin, according to the headers of the request. */
  const ownOriginOf = (incoming: IncomingMessage): string | undefined => {
    const { host } = incoming.headers
    const scheme = forwardedScheme(incoming, trustedProxies) ?? (host === site.host ? siteScheme : 'http')
    const address = `${scheme}://${host}`
    return host !== undefined ? parseUrl(address)?.origin : undefined
  }

  return {
    /** Whether pages of another origin may read responses; the server's own need no CORS headers. */
    mayRead: (origin: string): boolean => allowed.has(origin),
    /** Whether the client uses https, according to a trusted proxy, else to PUBLIC_URL. */
    isHttps: (incoming: IncomingMessage): boolean => (forwardedScheme(incoming, trustedProxies) ?? siteScheme) === 'https',
    /**
     * Refuses a write that another site makes with the visitor's cookie (CSRF). Browsers send `Origin` with every write, so a
     * request with a session cookie and no `Origin` is refused too. Scheme, host and port have to be this server's own or those of an
     * allowed origin. A client without `Origin` and cookie, or with a token only, is not a browser under attack.
     */
    requireOwnOrigin: (incoming: IncomingMessage, hasSession: boolean): void => {
      const { origin } = incoming.headers
      if (origin === undefined) {
        if (hasSession) fail('auth.origin_missing')
        return
      }
      if (hasTokenOnly(incoming)) return
      if (!allowed.has(origin) && origin !== ownOriginOf(incoming)) fail('auth.bad_origin')
    },
  }
}
export type Site = ReturnType<typeof createSite>
