import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// Without these, `text-14 text-ink` would be merged as two colours and the first dropped.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['12', '13', '14', '16', '20', '24', '32', '44', 'body'],
      radius: ['control', 'card', 'dialog'],
      shadow: ['1', '2', '3'],
    },
  },
})

/** Joins class names; of two Tailwind classes for one property the later wins. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
