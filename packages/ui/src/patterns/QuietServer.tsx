'use client'
import { ServerOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentenceGap } from '../i18n/spacing.ts'
import { useIsOnline } from './states.tsx'

/** Shorter interruptions are not reported. */
const reportAfterMs = 5000

interface QuietServerProps {
  /** Whether live updates arrive. */
  isLive: boolean
  /** Called once when the interruption exceeds the threshold. Pass a stable function. */
  onLong?: () => void
}

/** Banner for missing live updates, with the time of the shown data. Being offline is reported by `OfflineBanner`. */
export const QuietServer = ({ isLive, onLong }: QuietServerProps) => {
  const { t, i18n } = useTranslation('ui')
  const isOnline = useIsOnline()
  // When the live updates stopped.
  const [since, setSince] = useState<Date>()
  useEffect(() => {
    if (isLive) return
    const at = new Date()
    const timer = setTimeout(() => {
      setSince(at)
      onLong?.()
    }, reportAfterMs)
    return () => {
      clearTimeout(timer)
      setSince(undefined)
    }
  }, [isLive, onLong])
  return (
    <div role="status">
      {since !== undefined && !isLive && isOnline && (
        <p className="mb-4 flex items-center gap-3 rounded-card bg-warning-soft px-4 py-3 text-14 text-warning-text">
          <ServerOff aria-hidden className="size-4 shrink-0" />
          <span>
            <strong className="block font-semibold">{t('quiet.title')}</strong>
            {/* A page without data has no time to show, and reports its retries itself. */}
            <span className="in-[main:has([data-unloaded])]:hidden">
              {t('quiet.asOf', { time: since.toLocaleTimeString(i18n.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) })}
              {sentenceGap(i18n.language)}
              {t('quiet.text')}
            </span>
          </span>
        </p>
      )}
    </div>
  )
}
