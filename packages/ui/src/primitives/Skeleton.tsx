import { cn } from '../cn.ts'

/** The shapes drawn by `skeletons.css`; without one it is a single bar, as high as a line of text. */
type Shape = 'rows' | 'table' | 'card' | 'figure' | 'portrait' | 'form' | 'facts' | 'text' | 'chart' | 'nodes'

interface SkeletonProps {
  shape?: Shape
  /** Its size: that of the loaded content, to prevent layout shift. */
  className?: string
}

/** Placeholder of loading content. Decorative: the loading region carries `aria-busy`. */
export const Skeleton = ({ shape, className }: SkeletonProps) => (
  <span aria-hidden className={cn(shape ? `skeleton-${shape}` : 'skeleton block h-4 rounded-control', className)} />
)
