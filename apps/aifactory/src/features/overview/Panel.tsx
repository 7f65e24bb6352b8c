import { Button, Card, cn } from '@pantheon/ui'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'

/** A titled section of the overview. */
export const Panel = ({
  title,
  anchor,
  aside,
  className,
  children,
}: {
  title: string
  anchor?: string
  aside?: ReactNode
  className?: string
  children: ReactNode
}) => {
  const id = useId()
  return (
    <section id={anchor} aria-labelledby={id} className={cn('min-w-0 scroll-mt-20', className)}>
      <Card className="h-full p-4 sm:p-5">
        <div className="mb-4 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id={id} className="text-16 font-semibold">
            {title}
          </h2>
          {aside}
        </div>
        {children}
      </Card>
    </section>
  )
}

/** Empty state: what will appear here, and when. */
export const Nothing = ({ title, text, className }: { title: string; text: string; className?: string }) => (
  <div className={cn('flex flex-col items-center justify-center rounded-control border border-dashed px-4 py-8 text-center', className)}>
    <p className="text-14 font-medium text-ink-muted">{title}</p>
    <p className="mx-auto mt-1 max-w-80 text-13 text-ink-faint">{text}</p>
  </div>
)

/** A section that could not be loaded. */
export const PartFailed = ({ onRetry, className }: { onRetry: () => void; className?: string }) => {
  const { t } = useTranslation('overview')
  return (
    <div
      role="alert"
      className={cn('flex flex-col items-center justify-center gap-3 rounded-control border px-4 py-8 text-center text-14 text-ink-muted', className)}
    >
      {t('failed')}
      <Button size="small" variant="secondary" onClick={onRetry}>
        {t('retry')}
      </Button>
    </div>
  )
}
