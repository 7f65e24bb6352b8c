'use client'
import * as Radix from 'radix-ui/dropdown-menu'
import type { ReactNode } from 'react'
import { cn } from '../cn.ts'

export interface MenuItem {
  id: string
  label: string
  icon?: ReactNode
  isDanger?: boolean
  onSelect: () => void
}

/** A menu under its trigger, with arrow keys, typeahead and Esc. */
export const DropdownMenu = ({ trigger, heading, items }: { trigger: ReactNode; heading?: ReactNode; items: readonly MenuItem[] }) => (
  // Not modal: that would hide the page from assistive technology while its controls remain reachable.
  <Radix.Root modal={false}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content align="end" sideOffset={6} className="z-50 min-w-52 animate-fade rounded-card border bg-raised p-1 shadow-2">
        {heading !== undefined && <Radix.Label className="border-b px-2.5 pt-1.5 pb-2 text-13 text-ink-muted">{heading}</Radix.Label>}
        {items.map((item) => (
          <Radix.Item
            key={item.id}
            onSelect={item.onSelect}
            className={cn(
              'mt-0.5 flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 text-14 outline-none data-highlighted:bg-hover touch:min-h-11 [&_svg]:size-4 [&_svg]:text-ink-faint',
              item.isDanger === true && 'text-danger-text [&_svg]:text-danger-text',
            )}
          >
            {item.icon}
            {item.label}
          </Radix.Item>
        ))}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
