/** A page of the desk as the whole site names it: GitHub's way back is the shop's, which sends the browser on. */
export const sitePath = (path: string): string => `/pantheon${path}`
