import { isUnavailable, useLiveStatus } from '@pantheon/client/react'
import { useEffect, useEffectEvent } from 'react'

/** Forgets that a mutation could not reach the server once it is there again: a page must not go on saying what is over. */
export const useForgetOutage = ({ error, reset }: { error: unknown; reset: () => void }): void => {
  const isLive = useLiveStatus() === 'live'
  const forget = useEffectEvent(() => error !== null && isUnavailable(error) && reset())
  useEffect(() => {
    if (isLive) forget()
  }, [isLive])
}
