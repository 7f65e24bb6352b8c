import { cn } from '../cn.ts'

/** What `skeletons.css` draws: without a shape it is one bar, as high as a line of text. */
type Shape = 'rows' | 'table' | 'card' | 'figure' | 'portrait' | 'form' | 'facts' | 'text' | 'chart' | 'nodes'

interface SkeletonProps {
  shape?: Shape
  /** Its size: that of what is coming, so that nothing moves when it comes. */
  className?: string
}

/** The shape of what is coming. Decorative: the region that loads carries `aria-busy`. */
export const Skeleton = ({ shape, className }: SkeletonProps) => (
  <span aria-hidden className={cn(shape ? `skeleton-${shape}` : 'skeleton block h-4 rounded-control', className)} />
)
