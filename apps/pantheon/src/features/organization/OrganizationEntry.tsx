'use client'
import type { Account } from '@pantheon/contract'
import type { OrganizationPage } from '@pantheon/ui'
import { loadPart, Skeleton } from '@pantheon/ui'
import dynamic from 'next/dynamic'
import { type ComponentType, Suspense } from 'react'
import { useAccount } from '../session/use-session.ts'

const loading = () => (
  <div aria-busy="true">
    <Skeleton shape="rows" className="h-96" />
  </div>
)

// Each page's code is loaded when it is opened, after the layout.
const pages: Record<OrganizationPage, ComponentType<{ account: Account }>> = {
  general: dynamic(async () => (await loadPart(() => import('./General.tsx'))).General, { ssr: false, loading }),
  members: dynamic(async () => (await loadPart(() => import('./Members.tsx'))).Members, { ssr: false, loading }),
  invitations: dynamic(async () => (await loadPart(() => import('./Invitations.tsx'))).Invitations, { ssr: false, loading }),
  teams: dynamic(async () => (await loadPart(() => import('./Teams.tsx'))).Teams, { ssr: false, loading }),
  roles: dynamic(async () => (await loadPart(() => import('./Roles.tsx'))).Roles, { ssr: false, loading }),
  audit: dynamic(async () => (await loadPart(() => import('./AuditLog.tsx'))).AuditLog, { ssr: false, loading }),
}

/** One organization page of the signed-in area. Its filters are kept in the URL, which a static page can only read in the browser. */
export const OrganizationEntry = ({ page }: { page: OrganizationPage }) => {
  const account = useAccount()
  const Page = pages[page]
  return account ? (
    <Suspense>
      <Page account={account} />
    </Suspense>
  ) : null
}
