'use client'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cn } from '../cn.ts'

// As subtle as a card's border: the background marks the field. Where the border carries meaning (focus, an error) its contrast is 3.
const controlClass =
  'w-full rounded-control border bg-surface px-3 text-16 text-ink shadow-1 transition-[border-color] placeholder:text-ink-faint hover:border-ink-faint disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-danger md:text-14'

/** A one-line text field. */
export const Input = ({ className, ...props }: ComponentProps<'input'>) => <input className={cn(controlClass, 'h-10 touch:h-11', className)} {...props} />

/** A multi-line text field; it grows with its content where the browser supports that. */
export const Textarea = ({ className, rows = 5, ...props }: ComponentProps<'textarea'>) => (
  <textarea rows={rows} className={cn(controlClass, 'field-sizing-content min-h-24 py-2 leading-relaxed', className)} {...props} />
)

/** The native select with our styles: it works best on phones and with screen readers. */
export const Select = ({ className, children, ...props }: ComponentProps<'select'>) => (
  <span className={cn('relative block', className)}>
    <select className={cn(controlClass, 'h-10 appearance-none truncate pr-9 touch:h-11')} {...props}>
      {children}
    </select>
    <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-faint" />
  </span>
)

/** A checkbox with its label. */
export const Checkbox = ({ label, className, ...props }: ComponentProps<'input'> & { label: string }) => (
  <label className={cn('inline-flex min-h-6 items-center gap-2.5 text-14 touch:min-h-11', className)}>
    <input type="checkbox" {...props} />
    {label}
  </label>
)
