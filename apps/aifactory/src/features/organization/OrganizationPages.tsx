import type { Account } from '@pantheon/contract'
import { OrganizationFrame, type OrganizationPage, organizationPages } from '@pantheon/ui'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { PathLink } from '../account/PathLink.tsx'
import { usePageTitle } from '../shell/use-page-title.ts'
import { hrefOf } from './page-hrefs.ts'

const pageOf = (path: string): OrganizationPage => organizationPages.find((page) => path.startsWith(`/organization/${page}`)) ?? 'general'

/** Layout of the organization pages. */
export const OrganizationPages = ({ account }: { account: Account }) => {
  const page = useRouterState({ select: ({ location }) => pageOf(location.pathname) })
  const [title, setTitle] = useState<string>()
  usePageTitle(title)
  return (
    <OrganizationFrame name={account.organization.name} page={page} linkComponent={PathLink} hrefOf={hrefOf} onTitle={setTitle}>
      <Outlet />
    </OrganizationFrame>
  )
}
