let isMissing = false

/** Whether a part of the app could not be fetched: because nobody answered, or because a release has replaced it. */
export const isPartMissing = (): boolean => isMissing

/** Notes parts that could not be fetched. What is loaded with `loadPart` is tried again; a route's own part is `CrashPage`'s. */
export const watchMissingParts = (): void => {
  window.addEventListener('vite:preloadError', (event) => {
    isMissing = true
    // Keeps the router from loading the page again by itself: without a server that would end on the browser's own error page.
    event.preventDefault()
  })
}
