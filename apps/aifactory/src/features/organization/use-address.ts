import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Keeps search text and filters in the URL, so that a shared link opens the same view. */
export const useAddress = () => {
  const address = useRouterState({ select: ({ location }): Readonly<Record<string, unknown>> => location.search })
  const navigate = useNavigate()
  const set = useCallback(
    (search: Readonly<Record<string, string>>) => void navigate({ to: '.', search: search as never, replace: true, resetScroll: false }),
    [navigate],
  )
  return [address, set] as const
}
