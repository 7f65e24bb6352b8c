import { Card, cn } from '@pantheon/ui'
import { type ReactNode, useId } from 'react'

/** A titled section of the overview. */
export const Panel = ({ title, aside, className, children }: { title: string; aside?: ReactNode; className?: string; children: ReactNode }) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('min-w-0', className)}>
      <Card className="h-full p-5">
        <div className="mb-3 flex min-h-6 items-center justify-between gap-3">
          <h2 id={id} className="text-14 font-semibold">
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
export const Nothing = ({ title, text }: { title: string; text: string }) => (
  <div className="rounded-control border border-dashed px-4 py-7 text-center">
    <p className="text-14 font-medium text-ink-muted">{title}</p>
    <p className="mx-auto mt-1 max-w-72 text-13 text-ink-faint">{text}</p>
  </div>
)
