import type { NavItem } from '@pantheon/ui'
import { Building2, LayoutDashboard, ShoppingBag, SquareKanban, Users } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'

const places = [
  { href: '/', key: 'overview', icon: <LayoutDashboard aria-hidden /> },
  { href: '/agents/', key: 'agents', icon: <Users aria-hidden /> },
  { href: '/orders/', key: 'orders', icon: <ShoppingBag aria-hidden /> },
  { href: '/tasks/', key: 'tasks', icon: <SquareKanban aria-hidden /> },
  { href: '/architecture/', key: 'architecture', icon: <Building2 aria-hidden /> },
] as const

/** The places of the desk, in the reader's language. */
export const usePlaces = (): NavItem[] => {
  const { t } = useTranslation()
  const pathname = usePathname()
  const here = pathname.endsWith('/') ? pathname : `${pathname}/`
  return places.map(({ href, key, icon }) => ({ href, label: t(`nav.${key}`), icon, isCurrent: here === href }))
}
