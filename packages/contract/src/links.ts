import { parseUrl } from './url.ts'

/**
 * The target of a link in users' text, parsed as browsers do (the URL standard, https://url.spec.whatwg.org): the absolute URL for http,
 * https and mailto; the path when it stays on `origin`; undefined for everything else, such as `javascript:`, `//host` and `/\host`.
 * Without an origin only absolute URLs have a target.
 */
export const linkTarget = (href: string, origin?: string): string | undefined => {
  const whole = parseUrl(href)
  if (whole) return ['http:', 'https:', 'mailto:'].includes(whole.protocol) ? whole.href : undefined
  const target = origin === undefined ? undefined : parseUrl(href, origin)
  // A path that begins with two slashes would be read as a host when it is used without its origin.
  if (!target || target.origin !== parseUrl(origin ?? '')?.origin || target.pathname.startsWith('//')) return undefined
  return href.startsWith('#') ? target.hash : `${target.pathname}${target.search}${target.hash}`
}

/** True for a path of this site, parsed as browsers do: it begins with a slash and does not lead to another host. */
export const isSitePath = (path: string): boolean => path.startsWith('/') && linkTarget(path, 'https://site.invalid') !== undefined
