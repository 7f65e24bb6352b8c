import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/**
 * A value kept in the URL's query: static export has no dynamic routes, and a shared link should open the same view. `push` adds a history
 * entry, so that Back closes what was opened.
 */
export const useQueryParam = (name: string, history: 'push' | 'replace' = 'replace'): [value: string | null, set: (value: string | null) => void] => {
  const value = useSearchParams().get(name)
  const set = useCallback(
    (next: string | null) => {
      const url = new URL(window.location.href)
      if (next === null) url.searchParams.delete(name)
      else url.searchParams.set(name, next)
      if (url.href === window.location.href) return
      // Next keeps useSearchParams in sync with the History API.
      if (history === 'push') window.history.pushState(null, '', url)
      else window.history.replaceState(null, '', url)
    },
    [name, history],
  )
  return [value, set]
}
