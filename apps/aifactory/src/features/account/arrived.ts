const arrivedWith = new URLSearchParams(typeof window === 'undefined' ? '' : window.location.search)

/**
 * What the address carried when the page was opened, letter for letter: the router would read the code `12e4` as a number.
 * For links that come from outside, which always open the page anew. Ask in a loader: those are not fetched late.
 */
export const arrived = (name: string): string | undefined => arrivedWith.get(name) ?? undefined
