import type { ReactNode } from 'react'
import { cn } from '../cn.ts'
import type { Tone } from '../primitives/Badge.tsx'
import { RelativeTime } from '../primitives/RelativeTime.tsx'

export interface TimelineItem {
  id: string | number
  title: ReactNode
  at: string
  detail?: ReactNode
  tone?: Tone
}

const dots: Record<Tone, string> = {
  neutral: 'bg-line-strong',
  info: 'bg-info',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
  accent: 'bg-accent',
}

/** Events in order, with their times. */
export const Timeline = ({ items, label }: { items: readonly TimelineItem[]; label: string }) => (
  <ol aria-label={label} className="relative">
    {items.map((item, index) => (
      <li key={item.id} className="relative flex gap-3.5 pb-5 last:pb-0">
        {index < items.length - 1 && <span aria-hidden className="absolute top-3 bottom-[-0.35rem] left-[0.28rem] w-px bg-line" />}
        <span aria-hidden className={cn('relative mt-[0.42rem] size-2.5 shrink-0 rounded-full ring-3 ring-surface', dots[item.tone ?? 'neutral'])} />
        <div className="min-w-0 text-14">
          <p className="text-ink">{item.title}</p>
          {item.detail !== undefined && <div className="text-13 text-ink-muted">{item.detail}</div>}
          <RelativeTime at={item.at} className="text-12 text-ink-faint" />
        </div>
      </li>
    ))}
  </ol>
)
