const key = 'aifactory.reloadedAt'
const once = 10_000

let isMissing = false

/** Whether a part of the app could not be fetched: only loading the page again helps then. */
export const isPartMissing = (): boolean => isMissing

/** Twice in a row would be something else than a release, and without a memory we could reload for ever: the error page is better. */
const mayReload = (): boolean => {
  try {
    if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < once) return false
    sessionStorage.setItem(key, String(Date.now()))
    return true
  } catch {
    return false
  }
}

const isServerThere = async (): Promise<boolean> => {
  try {
    return (await fetch('/readyz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

/** Loads the page again, which brings what is missing: not where nobody would answer, and not twice in a row. */
export const reloadForMissing = async (): Promise<void> => {
  if (navigator.onLine && (await isServerThere()) && mayReload()) window.location.reload()
}

/** After a release, an open page asks for files that are gone. Loading it again gets the new ones. */
export const reloadWhenOutdated = () => {
  window.addEventListener('vite:preloadError', (event) => {
    isMissing = true
    // Also keeps the router from loading again by itself: without a server that would end on the browser's own error page.
    event.preventDefault()
    void reloadForMissing()
  })
}
