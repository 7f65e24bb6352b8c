let isMissing = false

/** Whether a part of the app could not be loaded, because the server did not respond or a release replaced the part. */
export const isPartMissing = (): boolean => isMissing

/** Records parts that could not be loaded. `loadPart` retries its own; for a route's code `CrashPage` is shown. */
export const watchMissingParts = (): void => {
  window.addEventListener('vite:preloadError', (event) => {
    isMissing = true
    // Keeps the router from reloading the page itself: without a server that would end on the browser's own error page.
    event.preventDefault()
  })
}
