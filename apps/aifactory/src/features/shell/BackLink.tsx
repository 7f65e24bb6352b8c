import { createLink } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ComponentProps } from 'react'

const Anchor = ({ children, ...anchor }: ComponentProps<'a'>) => (
  <a {...anchor} className="inline-flex min-h-6 shrink-0 items-center gap-1.5 hover:text-ink">
    <ArrowLeft aria-hidden className="size-4" />
    {children}
  </a>
)

/** Link above a page's title to the list it belongs to. */
export const BackLink = createLink(Anchor)
