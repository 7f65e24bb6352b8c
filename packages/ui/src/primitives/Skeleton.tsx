import { cn } from '../cn.ts'

/** The shape of what is coming. Decorative: the region that loads carries `aria-busy`. */
export const Skeleton = ({ className }: { className?: string }) => <span aria-hidden className={cn('skeleton block h-4 rounded-control', className)} />
