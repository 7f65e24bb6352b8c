import type { Account, Permission } from '@pantheon/contract'
import type { NavItem } from '@pantheon/ui'
import { Building2, CirclePause, LayoutDashboard, ShoppingBag, SquareKanban, Users, UsersRound } from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParkedCount } from '../parked-events/use-parked-count.ts'

interface Place {
  href: string
  key: 'overview' | 'agents' | 'orders' | 'tasks' | 'architecture' | 'parkedEvents' | 'organization'
  icon: ReactNode
  /** Without it the link is hidden, and the page shows that it is missing. */
  permission: Permission
}

const places: Place[] = [
  { href: '/', key: 'overview', icon: <LayoutDashboard aria-hidden />, permission: 'state:read' },
  { href: '/agents/', key: 'agents', icon: <Users aria-hidden />, permission: 'agent:read' },
  { href: '/orders/', key: 'orders', icon: <ShoppingBag aria-hidden />, permission: 'order:read' },
  { href: '/tasks/', key: 'tasks', icon: <SquareKanban aria-hidden />, permission: 'task:read' },
  { href: '/architecture/', key: 'architecture', icon: <Building2 aria-hidden />, permission: 'aws:read' },
  { href: '/parked-events/', key: 'parkedEvents', icon: <CirclePause aria-hidden />, permission: 'event:manage' },
  // Members, roles and the audit log are pages of it.
  { href: '/organization/', key: 'organization', icon: <UsersRound aria-hidden />, permission: 'member:read' },
]

const slashed = (pathname: string) => (pathname.endsWith('/') ? pathname : `${pathname}/`)

/** The navigation links of the signed-in area that this account may see. */
export const usePlaces = ({ permissions }: Account): NavItem[] => {
  const { t } = useTranslation()
  const here = slashed(usePathname())
  const parked = useParkedCount(permissions.includes('event:manage'))
  return places
    .filter(({ permission }) => permissions.includes(permission))
    .map(({ href, key, icon }) => ({
      href,
      label: t(`nav.${key}`),
      icon,
      isCurrent: key === 'organization' ? here.startsWith(href) : here === href,
      count: key === 'parkedEvents' ? parked : undefined,
    }))
}

/** The permission of the current page that this account lacks, if any. */
export const useMissingPermission = ({ permissions }: Account): Permission | undefined => {
  const here = slashed(usePathname())
  const taken = places.find(({ href }) => href === here)?.permission
  return taken === undefined || permissions.includes(taken) ? undefined : taken
}
