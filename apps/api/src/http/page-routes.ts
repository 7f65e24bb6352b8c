const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
const segment = (part: string): string => (part.startsWith('$') ? '[^/]+' : escaped(part))

/**
 * Tells whether an address belongs to one of the routes, which are in TanStack Router's notation (`/orders/$orderId`).
 * As in that router, the case of letters and a slash at the end make no difference.
 */
export const createRouteMatcher = (routes: readonly string[]): ((path: string) => boolean) => {
  const patterns = routes.map((route) => route.split('/').map(segment).join('/').replace(/\/$/, ''))
  const anyRoute = new RegExp(`^(?:${patterns.join('|')})/?$`, 'i')
  return (path) => anyRoute.test(path)
}
