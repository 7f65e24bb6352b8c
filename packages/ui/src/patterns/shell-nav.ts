import type { ComponentType, ReactNode } from 'react'

/** What the shell needs of a router's link. An app gives its own. */
export interface ShellLinkProps {
  href: string
  className?: string
  children: ReactNode
  'aria-current'?: 'page' | undefined
  onClick?: () => void
}
export type ShellLink = ComponentType<ShellLinkProps>

export interface NavItem {
  href: string
  label: string
  icon: ReactNode
  isCurrent: boolean
  /** Shown at the right of the label, e.g. how many wait. */
  count?: number | undefined
}

export interface NavSection {
  /** Absent for the first, unnamed section. */
  heading?: string
  items: readonly NavItem[]
}
