import { cn } from '../cn.ts'

/** What somebody else wrote, in two lines at most and in one in a table; the whole of it is its `title`. */
export const Clamped = ({ children, className }: { children: string; className?: string }) => (
  <span title={children} className={cn('line-clamp-2 [overflow-wrap:anywhere] in-[tr]:line-clamp-1 in-[tr]:break-all', className)}>
    {children}
  </span>
)
