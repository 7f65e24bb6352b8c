import type { ComponentProps } from 'react'
import { cn } from '../cn.ts'

/** A surface with a one-pixel border. */
export const Card = ({ className, ...props }: ComponentProps<'div'>) => (
  <div className={cn('rounded-card border border-line bg-surface shadow-1', className)} {...props} />
)
