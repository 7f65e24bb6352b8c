const arrivedWith = new URLSearchParams(typeof window === 'undefined' ? '' : window.location.search)

/**
 * A query parameter of the URL the page was opened with, as raw text: the router would parse the code `12e4` as a number. For links from
 * outside, which always load the page. Call it in a loader: loaders are not split into a late chunk.
 */
export const arrived = (name: string): string | undefined => arrivedWith.get(name) ?? undefined
