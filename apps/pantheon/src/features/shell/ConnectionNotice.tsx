'use client'
import { useLiveStatus, useTRPC } from '@pantheon/client'
import { useIsOnline } from '@pantheon/ui'
import { useQueryClient } from '@tanstack/react-query'
import { ServerOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A blink of the connection is not worth a word; this long is. */
const patienceMs = 5000

/** Says that the server has gone quiet. Having no network at all is the shell's to say. */
export const ConnectionNotice = () => {
  const { t } = useTranslation()
  const isLive = useLiveStatus() === 'live'
  const isOnline = useIsOnline()
  const [isLong, setLong] = useState(false)
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  useEffect(() => {
    if (isLive) return
    const timer = setTimeout(() => {
      setLong(true)
      // A watch that does not come back may also mean that the session has ended; then the gate sends us to sign in.
      void queryClient.invalidateQueries(trpc.auth.session.queryFilter())
    }, patienceMs)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [isLive, queryClient, trpc])
  return (
    <div role="status">
      {isLong && !isLive && isOnline && (
        <p className="mb-4 flex items-center gap-3 rounded-card bg-warning-soft px-4 py-3 text-14 text-warning-text">
          <ServerOff aria-hidden className="size-4 shrink-0" />
          <span>
            <strong className="block font-semibold">{t('state.serverDownTitle')}</strong>
            {t('state.serverQuietText')}
          </span>
        </p>
      )}
    </div>
  )
}
