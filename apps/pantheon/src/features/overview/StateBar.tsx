import { cn, type Tone } from '@pantheon/ui'
import { toneFill } from '../live/tones.ts'

export interface Segment {
  key: string
  label: string
  count: number
  tone: Tone
}

/** Counts by state as a bar and as text. Without any count the bar is an empty line. */
export const StateBar = ({ label, segments }: { label: string; segments: readonly Segment[] }) => {
  const present = segments.filter((segment) => segment.count > 0)
  return (
    <div>
      <div aria-hidden className="flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-line">
        {present.map(({ key, count, tone }) => (
          <span key={key} className={cn('min-w-1 transition-[flex-grow] duration-200 ease-calm', toneFill[tone])} style={{ flexGrow: count, flexBasis: 0 }} />
        ))}
      </div>
      <ul aria-label={label} className="mt-2.5 flex flex-wrap gap-x-3.5 gap-y-1 text-12 text-ink-muted">
        {present.map(({ key, label: name, count, tone }) => (
          <li key={key} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={cn('size-1.5 rounded-full', toneFill[tone])} />
            {name}
            <span className="font-medium text-ink tabular-nums">{count}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
