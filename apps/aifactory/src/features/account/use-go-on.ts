import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Whether a path belongs to Pantheon: another app on the same server, so it needs a full page load. */
export const isOfPantheon = (path: string): boolean => /^\/pantheon(\/|$)/.test(path)

/** Continues after sign-in. */
export const useGoOn = () => {
  const router = useRouter()
  return useCallback(
    (path: string) => {
      if (isOfPantheon(path)) window.location.assign(path)
      else router.history.replace(path)
    },
    [router],
  )
}
