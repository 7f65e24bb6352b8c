import { parseUrl } from './url.ts'

/**
 * Where a link in users' text leads, read as browsers read it (the URL standard, https://url.spec.whatwg.org): the address
 * when it names http, https or mailto itself; the path when it stays on `origin`; undefined for everything else, such as
 * `javascript:`, `//host` and `/\host`. Without an origin only whole addresses lead anywhere.
 */
export const linkTarget = (href: string, origin?: string): string | undefined => {
  const whole = parseUrl(href)
  if (whole) return ['http:', 'https:', 'mailto:'].includes(whole.protocol) ? whole.href : undefined
  const target = origin === undefined ? undefined : parseUrl(href, origin)
  // A path that begins with two slashes is a host to whoever reads it without its origin.
  if (!target || target.origin !== parseUrl(origin ?? '')?.origin || target.pathname.startsWith('//')) return undefined
  return href.startsWith('#') ? target.hash : `${target.pathname}${target.search}${target.hash}`
}

/** True for a path of our own pages, read as browsers read it: an address that begins with a slash and leads to no other host. */
export const isSitePath = (path: string): boolean => path.startsWith('/') && linkTarget(path, 'https://site.invalid') !== undefined
