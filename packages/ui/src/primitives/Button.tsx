'use client'
import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui/slot'
import type { ComponentProps } from 'react'
import { cn } from '../cn.ts'

const buttonClass = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors duration-150 select-none touch:min-h-11 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-accent-ink shadow-1 hover:bg-accent-hover',
        secondary: 'border border-line bg-surface text-ink shadow-1 hover:bg-hover',
        ghost: 'text-ink-muted hover:bg-hover hover:text-ink',
        danger: 'bg-danger text-danger-ink shadow-1 hover:bg-danger-hover',
      },
      size: {
        small: 'h-8 px-2.5 text-13',
        medium: 'h-9 px-3.5 text-14',
        large: 'h-11 px-5 text-16',
      },
    },
    defaultVariants: { variant: 'primary', size: 'medium' },
  },
)

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonClass> {
  /** An operation is in progress: shows a spinner and ignores clicks. */
  isPending?: boolean | undefined
  /** Applies its styles to the single child, e.g. a link. */
  asChild?: boolean
}

/** A button; with `asChild`, a link that looks like one. */
export const Button = ({ variant, size, isPending = false, asChild = false, className, children, onClick, type = 'button', ...props }: ButtonProps) => {
  const classes = cn(buttonClass({ variant, size }), className)
  if (asChild) {
    return (
      <Slot className={classes} onClick={onClick as never} {...(props as object)}>
        {children}
      </Slot>
    )
  }
  return (
    <button
      type={type}
      className={classes}
      // Not `disabled`: that would drop the focus while the operation runs.
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      onClick={isPending ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {isPending && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  )
}
