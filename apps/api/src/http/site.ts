import type { IncomingMessage } from 'node:http'
import { sessionCookieName } from '@pantheon/auth'
import { parseUrl } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import { readCookie } from './cookies.ts'

export interface SiteDeps {
  /** Where people reach the site. */
  publicUrl: string
  /** Origins whose pages may read and write, beside the server's own. */
  allowedOrigins: readonly string[]
  trustedProxies: number
}

/**
 * Whether the outermost trusted proxy was called over https or http; undefined where none says so. Each proxy of ours
 * appends to `X-Forwarded-Proto` or passes it on, so what stands before the last `trustedProxies` values anybody can write.
 */
const forwardedScheme = ({ headers }: IncomingMessage, trustedProxies: number): string | undefined => {
  if (trustedProxies === 0) return undefined
  const hops = [headers['x-forwarded-proto'] ?? []].flat().join(',').split(',')
  const scheme = hops.at(-Math.min(trustedProxies, hops.length))?.trim().toLowerCase()
  return scheme === 'https' || scheme === 'http' ? scheme : undefined
}

/** A token alone: no browser adds one by itself, so no other site's page can have made somebody's browser send it. */
const hasTokenOnly = ({ headers }: IncomingMessage): boolean =>
  /^Bearer /i.test(headers.authorization ?? '') && readCookie(headers.cookie, sessionCookieName) === undefined

/** How people reach the server: over which scheme, and from whose pages they may read and write. */
export const createSite = ({ publicUrl, allowedOrigins, trustedProxies }: SiteDeps) => {
  const site = new URL(publicUrl)
  const siteScheme = site.protocol.slice(0, -1)
  const allowed: ReadonlySet<string> = new Set(allowedOrigins)

  /** The origin of a page that this very request's server sent, as far as its own headers tell. */
  const ownOriginOf = (incoming: IncomingMessage): string | undefined => {
    const { host } = incoming.headers
    const scheme = forwardedScheme(incoming, trustedProxies) ?? (host === site.host ? siteScheme : 'http')
    const address = `${scheme}://${host}`
    return host !== undefined ? parseUrl(address)?.origin : undefined
  }

  return {
    /** Whether the pages of an origin may read what they may write: the server's own need no leave of it. */
    mayRead: (origin: string): boolean => allowed.has(origin),
    /** Whether the browser is asked for over https: as a trusted proxy says, else as PUBLIC_URL does. */
    isHttps: (incoming: IncomingMessage): boolean => (forwardedScheme(incoming, trustedProxies) ?? siteScheme) === 'https',
    /**
     * Refuses a write that another site made with our visitor's cookie (CSRF). Browsers send `Origin` with every write; a
     * request with our cookie and no `Origin` is refused too. Scheme, host and port have to be this server's own, or those
     * of a listed origin; a client without a cookie is not a browser that could be tricked, and neither is one with a token.
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
