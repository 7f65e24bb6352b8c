'use client'
import { cn } from '../cn.ts'
import { Button, type ButtonProps } from './Button.tsx'

/** An icon-only button; its name is required, and shown as its tooltip. */
export const IconButton = ({ name, className, variant = 'ghost', ...props }: Omit<ButtonProps, 'name' | 'asChild'> & { name: string }) => (
  <Button aria-label={name} title={name} variant={variant} className={cn('size-9 px-0 touch:size-11', className)} {...props} />
)
