'use client'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { useIsOnline } from './states.tsx'

export type LiveStatus = 'live' | 'reconnecting' | 'offline'

const tones: Record<LiveStatus, string> = { live: 'bg-success', reconnecting: 'bg-warning animate-beat', offline: 'bg-line-strong' }

/** The status of live updates: live, reconnecting, offline. Without a network it shows offline, even before the connection has noticed. */
export const LiveDot = ({ status, isLabelShown = false, className }: { status: LiveStatus; isLabelShown?: boolean; className?: string }) => {
  const { t } = useTranslation('ui')
  const shown = useIsOnline() ? status : 'offline'
  const label = t(`live.${shown}`)
  return (
    <span role="status" title={label} className={cn('inline-flex items-center gap-2 text-13 whitespace-nowrap text-ink-muted', className)}>
      <span aria-hidden className={cn('size-2 rounded-full', tones[shown])} />
      <span className={cn(!isLabelShown && 'sr-only')}>{label}</span>
    </span>
  )
}
