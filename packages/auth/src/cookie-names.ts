/** The session of a browser. */
export const sessionCookieName = 'pantheon_session'
/** Marks a browser in which a user has signed in before. */
export const deviceCookieName = 'pantheon_device'
/** State of a GitHub sign-in in progress. */
export const githubCookieName = 'pantheon_github'
