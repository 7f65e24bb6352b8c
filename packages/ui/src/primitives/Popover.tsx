'use client'
import * as Radix from 'radix-ui/popover'
import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export interface PopoverProps {
  trigger: ReactNode
  /** The accessible name of the panel. */
  label: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  className?: string
  children: ReactNode
}

/** A panel under its trigger; Esc and a click outside close it. */
export const Popover = ({ trigger, label, isOpen, onOpenChange, className, children }: PopoverProps) => (
  <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        aria-label={label}
        className={cn('z-50 flex max-h-(--radix-popover-content-available-height) animate-fade flex-col rounded-card border bg-raised shadow-2', className)}
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
