import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** What is searched for and filtered by lives in the address: a link opens what its sender saw. */
export const useAddress = () => {
  const address = Object.fromEntries(useSearchParams())
  const set = useCallback((search: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams(search).toString()
    // Next keeps useSearchParams in step with the History API.
    window.history.replaceState(null, '', query === '' ? window.location.pathname : `?${query}`)
  }, [])
  return [address, set] as const
}
