'use client'
import { OrganizationFrame, organizationPages } from '@pantheon/ui'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useAccount } from '../session/use-session.ts'
import { AppLink } from '../shell/AppLink.tsx'
import { hrefOf } from './page-hrefs.ts'

/** Layout of the organization pages: name and navigation. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const pathname = usePathname()
  const here = pathname.endsWith('/') ? pathname : `${pathname}/`
  const account = useAccount()
  if (!account) return null
  return (
    <OrganizationFrame
      name={account.organization.name}
      page={organizationPages.find((page) => hrefOf(page) === here) ?? 'general'}
      linkComponent={AppLink}
      hrefOf={hrefOf}
    >
      {children}
    </OrganizationFrame>
  )
}
