import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Goes on after the door. Pantheon stands beside this app on the same server: there the browser goes by itself. */
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
