const key = 'pantheon.reloadedAt'
const onceMs = 10_000

/** Twice in a row would be something else than a release, and without a memory a page could load itself for ever. */
const mayReload = (): boolean => {
  try {
    if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < onceMs) return false
    sessionStorage.setItem(key, String(Date.now()))
    return true
  } catch {
    return false
  }
}

/** Loads the page again, not twice in a row; false when it may not. */
export const reloadOnce = (): boolean => {
  if (!mayReload()) return false
  window.location.reload()
  return true
}
