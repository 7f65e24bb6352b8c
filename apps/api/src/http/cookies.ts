import { parse } from 'hono/utils/cookie'

/** RFC 6265bis, section 4.1.3.2: browsers accept such a cookie over https only, from this host only, for every path. */
const hostPrefix = '__Host-'

/**
 * Reads one of the server's cookies from a `Cookie` header. A cookie without the prefix was set over http, or by an older version; it
 * is used if there is none with the prefix.
 */
export const readCookie = (header: string | undefined, name: string): string | undefined => {
  if (header === undefined) return undefined
  const prefixed = `${hostPrefix}${name}`
  return parse(header, prefixed)[prefixed] ?? parse(header, name)[name]
}

/**
 * The `Set-Cookie` lines for one of the server's cookies, which has `Path=/` and no domain. Over https it gets the prefix, and a cookie
 * without it in the `Cookie` header is deleted.
 */
export const cookieLines = (cookie: string, { isHttps, header }: { isHttps: boolean; header: string | undefined }): string[] => {
  if (!isHttps) return [cookie]
  const secure = `${hostPrefix}${cookie}${/; *Secure/i.test(cookie) ? '' : '; Secure'}`
  const name = cookie.slice(0, cookie.indexOf('='))
  const isReplaced = header !== undefined && parse(header, name)[name] !== undefined
  return isReplaced ? [secure, `${name}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax`] : [secure]
}
