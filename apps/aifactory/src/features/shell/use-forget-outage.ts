import { isUnavailable, useLiveStatus } from '@pantheon/client/react'
import { useEffect, useEffectEvent } from 'react'

/** Resets a mutation that could not reach the server once the connection is live again, so that its error does not stay on the page. */
export const useForgetOutage = ({ error, reset }: { error: unknown; reset: () => void }): void => {
  const isLive = useLiveStatus() === 'live'
  const forget = useEffectEvent(() => error !== null && isUnavailable(error) && reset())
  useEffect(() => {
    if (isLive) forget()
  }, [isLive])
}
