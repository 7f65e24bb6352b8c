import type { ReactNode } from 'react'
import { cn } from '../cn.ts'
import { Card } from '../primitives/Card.tsx'

export interface SettingsSectionProps {
  title: string
  text: string
  action?: ReactNode
  /** Without a card: the children render their own. */
  isPlain?: boolean
  isDanger?: boolean
  children?: ReactNode
}

/** One settings page: title, description, one action, and content. */
export const SettingsSection = ({ title, text, action, isPlain = false, isDanger = false, children }: SettingsSectionProps) => (
  <section aria-labelledby="settings-section">
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        <h2 id="settings-section" className={cn('text-20 font-semibold', isDanger && 'text-danger-text')}>
          {title}
        </h2>
        <p className="mt-1 text-14 text-ink-muted">{text}</p>
      </div>
      {action}
    </div>
    {children !== undefined && (isPlain ? children : <Card className={cn('p-5 md:p-6', isDanger && 'border-danger/40')}>{children}</Card>)}
  </section>
)
