'use client'
import { ChevronDown } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { cn } from '../cn.ts'
import type { NavItem, ShellLink } from './shell-nav.ts'

/** A dropdown of navigation links in the top bar. Esc, a click on a link, or moving the focus away closes it. */
export const NavGroup = ({ heading, items, linkComponent: Link }: { heading: string; items: readonly NavItem[]; linkComponent: ShellLink }) => {
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  const button = useRef<HTMLButtonElement>(null)
  const isCurrent = items.some((item) => item.isCurrent)
  const close = () => setOpen(false)
  const closeOnEscape = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape' || !isOpen) return
    close()
    button.current?.focus()
  }
  const closeOnLeave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) close()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only handles events bubbling from its button and links
    <div className="relative" onKeyDown={closeOnEscape} onBlur={closeOnLeave}>
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen(!isOpen)}
        className={cn(
          'inline-flex items-center gap-1.5 rounded-control px-3 py-1.5 text-14 whitespace-nowrap transition-colors',
          isCurrent ? 'bg-hover font-medium text-ink' : 'text-ink-muted hover:bg-hover hover:text-ink',
        )}
      >
        {heading}
        <ChevronDown aria-hidden className={cn('size-3.5 transition-transform', isOpen && 'rotate-180')} />
      </button>
      <ul
        id={listId}
        hidden={!isOpen}
        // Safari does not focus a clicked link: without this, pressing one would close the list before the click arrives.
        onPointerDown={(event) => event.preventDefault()}
        className={cn('absolute top-full left-0 z-30 mt-1.5 min-w-52 rounded-card border bg-raised p-1.5 shadow-2', !isOpen && 'hidden')}
      >
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.isCurrent ? 'page' : undefined}
              onClick={close}
              className={cn(
                'flex min-h-9 items-center gap-3 rounded-control px-2.5 text-14 transition-colors touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0',
                item.isCurrent ? 'bg-accent-soft font-medium text-accent-text' : 'text-ink-muted hover:bg-hover hover:text-ink',
              )}
            >
              {item.icon}
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
