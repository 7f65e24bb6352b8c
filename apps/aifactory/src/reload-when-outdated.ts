const key = 'aifactory.reloadedAt'
const once = 10_000

/** After a release, an open page asks for files that are gone. Loading it again gets the new ones; twice in a row would be something else. */
export const reloadWhenOutdated = () => {
  window.addEventListener('vite:preloadError', (event) => {
    try {
      const last = Number(sessionStorage.getItem(key) ?? 0)
      if (Date.now() - last < once) return
      sessionStorage.setItem(key, String(Date.now()))
    } catch {
      // Without a memory we could reload for ever: the error page is better.
      return
    }
    event.preventDefault()
    window.location.reload()
  })
}
