/** The session of a browser. */
export const sessionCookieName = 'pantheon_session'
/** The mark of a browser in which somebody has signed in before. */
export const deviceCookieName = 'pantheon_device'
/** What a browser keeps while it is at GitHub. */
export const githubCookieName = 'pantheon_github'
