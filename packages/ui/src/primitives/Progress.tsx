import { cn } from '../cn.ts'

/** A progress bar, 0–100, with an accessible name. */
export const Progress = ({ value, label, valueText, className }: { value: number; label: string; valueText?: string | undefined; className?: string }) => {
  const percent = Math.min(100, Math.max(0, Math.round(value)))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={valueText}
      className={cn('h-1.5 overflow-hidden rounded-full bg-line', className)}
    >
      <div className="h-full rounded-full bg-accent transition-[width] duration-200 ease-calm" style={{ width: `${percent}%` }} />
    </div>
  )
}
