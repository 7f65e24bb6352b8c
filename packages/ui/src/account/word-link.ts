/** Style of an inline link on the sign-in pages and in the settings. */
export const wordLinkClass = 'rounded-control font-medium text-accent-text underline underline-offset-4'
