import type { ReactNode } from 'react'

/** A keyboard key. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className="rounded-control border bg-sunken px-1.5 font-sans text-12 leading-5 text-ink-faint">{children}</kbd>
)
