import type { ComponentType, ReactNode } from 'react'

/** The props the shell passes to a router's link. An app provides its own component. */
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
  /** Shown at the right of the label, e.g. the number of pending items. */
  count?: number | undefined
}

export interface NavSection {
  /** Absent for the first, unnamed section. */
  heading?: string
  items: readonly NavItem[]
}
