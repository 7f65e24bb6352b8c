const key = 'pantheon.reloadedAt'
const onceMs = 10_000

/** False for a second reload in a row, which a release cannot explain, and without session storage, where the page could reload forever. */
const mayReload = (): boolean => {
  try {
    if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < onceMs) return false
    sessionStorage.setItem(key, String(Date.now()))
    return true
  } catch {
    return false
  }
}

/** Reloads the page, but not twice in a row. Returns false when it did not reload. */
export const reloadOnce = (): boolean => {
  if (!mayReload()) return false
  window.location.reload()
  return true
}
