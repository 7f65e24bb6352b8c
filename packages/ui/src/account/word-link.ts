/** How a link among words looks at the door and in the settings. */
export const wordLinkClass = 'rounded-control font-medium text-accent-text underline underline-offset-4'
