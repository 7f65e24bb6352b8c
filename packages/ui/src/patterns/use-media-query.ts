'use client'
import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query matches; `onServer` is the result where there is no window. */
export const useMediaQuery = (query: string, onServer = false): boolean => {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', onChange)
      return () => media.removeEventListener('change', onChange)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => onServer,
  )
}
