'use client'
import { CircleAlert, RotateCw, WifiOff } from 'lucide-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { sentenceGap } from '../i18n/spacing.ts'
import { Button } from '../primitives/Button.tsx'

interface StateProps {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
  /** It replaces the whole page, so its title is the page's heading. */
  isPage?: boolean
  className?: string
}

const Plate = ({ icon, title, children, actions, isPage = false, className, ...rest }: StateProps & { role?: string }) => (
  <div className={cn('flex flex-col items-center rounded-card border border-dashed border-line px-6 py-14 text-center', className)} {...rest}>
    {icon !== undefined && <div className="mb-4 grid size-11 place-items-center rounded-full bg-sunken text-ink-faint [&_svg]:size-5">{icon}</div>}
    {isPage ? <h1 className="text-20 font-semibold text-ink">{title}</h1> : <h2 className="text-16 font-semibold text-ink">{title}</h2>}
    {children !== undefined && <div className="mt-1.5 max-w-md text-14 text-ink-muted">{children}</div>}
    {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
  </div>
)

/** Empty state: what the list is for, and the first action. */
export const EmptyState = (props: StateProps) => <Plate {...props} />

export interface ErrorStateProps {
  /** What failed, in a sentence; defaults to a generic one. */
  title?: string
  message: string
  requestId?: string | null
  onRetry?: (() => void) | undefined
  isPage?: boolean
  className?: string
}

/** Error state: what failed, what is unaffected, and a retry. */
export const ErrorState = ({ title, message, requestId, onRetry, isPage = false, className }: ErrorStateProps) => {
  const { t } = useTranslation('ui')
  return (
    <Plate
      role="alert"
      isPage={isPage}
      className={cn('border-solid', className)}
      icon={<CircleAlert className="text-danger-text" />}
      title={title ?? t('error.title')}
      actions={
        onRetry && (
          <Button variant="secondary" onClick={onRetry}>
            <RotateCw />
            {t('retry')}
          </Button>
        )
      }
    >
      <p>{message}</p>
      <p className="mt-1">{t('error.safe')}</p>
      {requestId && <p className="mt-3 font-mono text-12 text-ink-faint select-all">{t('error.request', { id: requestId })}</p>}
    </Plate>
  )
}

const watchConnection = (onChange: () => void) => {
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}

/** Whether the browser is online. */
export const useIsOnline = (): boolean =>
  useSyncExternalStore(
    watchConnection,
    () => navigator.onLine,
    () => true,
  )

/** Banner while offline: existing data stays visible, writes are not possible. */
export const OfflineBanner = () => {
  const { t, i18n } = useTranslation('ui')
  const isOnline = useIsOnline()
  return (
    <div role="status">
      {!isOnline && (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-center text-13 text-warning-text">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          <span>
            <strong className="font-semibold">{t('offline.title')}</strong>
            {sentenceGap(i18n.language)}
            {t('offline.text')}
          </span>
        </p>
      )}
    </div>
  )
}
