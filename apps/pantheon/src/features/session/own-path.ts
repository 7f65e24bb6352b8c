/** Only our own pages: a link must not be able to send people elsewhere after they signed in. */
export const ownPath = (next: string | null): string => (next !== null && /^\/(?![/\\])/.test(next) ? next : '/')

/** A page of the desk as the whole site names it: GitHub's way back is the shop's, which sends the browser on. */
export const sitePath = (path: string): string => `/pantheon${path}`
