const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
const segment = (part: string): string => (part.startsWith('$') ? '[^/]+' : escaped(part))

/**
 * Returns a function that tests whether a path matches one of the routes, which are in TanStack Router's notation (`/orders/$orderId`).
 * As in that router, letter case and a trailing slash make no difference.
 */
export const createRouteMatcher = (routes: readonly string[]): ((path: string) => boolean) => {
  const patterns = routes.map((route) => route.split('/').map(segment).join('/').replace(/\/$/, ''))
  const anyRoute = new RegExp(`^(?:${patterns.join('|')})/?$`, 'i')
  return (path) => anyRoute.test(path)
}
