'use client'
import { X } from 'lucide-react'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { IconButton } from './IconButton.tsx'

export interface DialogProps {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: string
  description?: string
  children?: ReactNode
  /** The buttons, the main one last. */
  actions?: ReactNode
  className?: string
}

// A form's first field takes the focus, not the close button.
const focusFirstField = (event: Event) => {
  const field = event.currentTarget instanceof HTMLElement ? event.currentTarget.querySelector<HTMLElement>('input, textarea, select') : null
  if (!field) return
  event.preventDefault()
  field.focus()
}

const Layer = ({
  isOpen,
  onOpenChange,
  title,
  description,
  children,
  actions,
  panelClass,
  isReading = false,
}: DialogProps & { panelClass: string; isReading?: boolean }) => {
  const { t } = useTranslation('ui')
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-overlay" />
        <Radix.Content onOpenAutoFocus={focusFirstField} className={panelClass} {...(description === undefined && { 'aria-describedby': undefined })}>
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <div className="min-w-0 pt-1">
              <Radix.Title title={title} className="heading-clamp text-20 font-semibold">
                {title}
              </Radix.Title>
              {description !== undefined && <Radix.Description className="mt-1 text-14 text-ink-muted wrap-anywhere">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton name={t('close')} className="-mr-2">
                <X />
              </IconButton>
            </Radix.Close>
          </div>
          <div
            // Long text has no focusable element, and must still be scrollable by keyboard.
            {...(isReading && { tabIndex: 0, role: 'group', 'aria-label': title })}
            className="min-h-0 overflow-y-auto px-5 py-4 focus-visible:-outline-offset-2"
          >
            {children}
          </div>
          {actions !== undefined && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A modal dialog for a question or a small form. Traps the focus and restores it. */
export const Dialog = ({ className, ...props }: DialogProps) => (
  <Layer
    {...props}
    panelClass={cn(
      'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 animate-fade flex-col rounded-dialog border bg-raised shadow-3',
      className,
    )}
  />
)

/** A panel that slides in: from the bottom on a phone, from the right on a wide screen. */
export const Sheet = ({ className, ...props }: DialogProps) => (
  <Layer
    {...props}
    isReading
    panelClass={cn(
      'fixed inset-x-0 bottom-0 z-50 flex max-h-[85dvh] animate-sheet flex-col rounded-t-dialog border bg-raised pb-[env(safe-area-inset-bottom)] shadow-3 md:inset-y-0 md:right-0 md:left-auto md:max-h-none md:w-96 md:animate-drawer md:rounded-none',
      className,
    )}
  />
)
