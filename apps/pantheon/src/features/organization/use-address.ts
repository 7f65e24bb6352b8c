import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** Keeps search text and filters in the URL, so that a shared link opens the same view. */
export const useAddress = () => {
  const address = Object.fromEntries(useSearchParams())
  const set = useCallback((search: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams(search).toString()
    // Next keeps useSearchParams in sync with the History API.
    window.history.replaceState(null, '', query === '' ? window.location.pathname : `?${query}`)
  }, [])
  return [address, set] as const
}
