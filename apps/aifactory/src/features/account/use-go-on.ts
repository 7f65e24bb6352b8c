import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Continues after sign-in. Pantheon is another app on the same server, so its paths need a full page load. */
export const useGoOn = () => {
  const router = useRouter()
  return useCallback(
    (path: string) => {
      if (/^\/pantheon(\/|$)/.test(path)) window.location.assign(path)
      else router.history.replace(path)
    },
    [router],
  )
}
