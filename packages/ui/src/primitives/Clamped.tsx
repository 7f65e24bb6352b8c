import { cn } from '../cn.ts'

/** User-written text, clamped to two lines and to one in a table; its `title` has the full text. */
export const Clamped = ({ children, className }: { children: string; className?: string }) => (
  <span title={children} className={cn('line-clamp-2 [overflow-wrap:anywhere] in-[tr]:line-clamp-1 in-[tr]:break-all', className)}>
    {children}
  </span>
)
