import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from '../cn.ts'

const badgeClass = cva('inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-12 leading-4 font-medium whitespace-nowrap', {
  variants: {
    tone: {
      neutral: 'bg-sunken text-ink-muted ring-1 ring-line ring-inset',
      info: 'bg-info-soft text-info-text',
      success: 'bg-success-soft text-success-text',
      warning: 'bg-warning-soft text-warning-text',
      danger: 'bg-danger-soft text-danger-text',
      accent: 'bg-accent-soft text-accent-text',
    },
  },
  defaultVariants: { tone: 'neutral' },
})

export type Tone = NonNullable<VariantProps<typeof badgeClass>['tone']>

/** A status label. With `hasDot`, the tone is also drawn as a dot. */
export const Badge = ({ tone, hasDot = false, className, children, ...props }: ComponentProps<'span'> & { tone?: Tone; hasDot?: boolean }) => (
  <span className={cn(badgeClass({ tone }), className)} {...props}>
    {hasDot && <span aria-hidden className="size-1.5 rounded-full bg-current" />}
    {children}
  </span>
)
