/** A path of this app relative to the whole site: GitHub redirects to the shop, which redirects on to this path. */
export const sitePath = (path: string): string => `/pantheon${path}`
