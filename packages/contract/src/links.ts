/**
 * Where a link in users' text leads, read as browsers read it (the URL standard, https://url.spec.whatwg.org): the address
 * when it names http, https or mailto itself; the path when it stays on `origin`; undefined for everything else, such as
 * `javascript:`, `//host` and `/\host`. Without an origin only whole addresses lead anywhere.
 */
export const linkTarget = (href: string, origin?: string): string | undefined => {
  if (URL.canParse(href)) {
    const { protocol, href: whole } = new URL(href)
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? whole : undefined
  }
  if (origin === undefined || !URL.canParse(href, origin)) return undefined
  const target = new URL(href, origin)
  // A path that begins with two slashes is a host to whoever reads it without its origin.
  if (target.origin !== new URL(origin).origin || target.pathname.startsWith('//')) return undefined
  return href.startsWith('#') ? target.hash : `${target.pathname}${target.search}${target.hash}`
}

/** True for a path of our own pages, read as browsers read it: an address that begins with a slash and leads to no other host. */
export const isSitePath = (path: string): boolean => path.startsWith('/') && linkTarget(path, 'https://site.invalid') !== undefined
