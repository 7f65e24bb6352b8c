import { cn } from '@pantheon/ui'

/** A figure that is animated when it changes. */
export const Rolling = ({ value, className }: { value: number | string; className?: string }) => (
  <span key={value} className={cn('inline-block animate-rise tabular-nums', className)}>
    {value}
  </span>
)
