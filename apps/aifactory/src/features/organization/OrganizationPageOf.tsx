import type { OrganizationPage } from '@pantheon/ui'
import { loadPart } from '@pantheon/ui'
import { lazy } from 'react'
import { NotFoundPage } from '../shell/NotFoundPage.tsx'

// Each page is loaded when it is opened: most visits need neither the role matrix nor the audit log.
const pages: Record<Exclude<OrganizationPage, 'general'>, ReturnType<typeof lazy>> = {
  members: lazy(async () => ({ default: (await loadPart(() => import('./MembersPage.tsx'))).MembersPage })),
  invitations: lazy(async () => ({ default: (await loadPart(() => import('./InvitationsPage.tsx'))).InvitationsPage })),
  teams: lazy(async () => ({ default: (await loadPart(() => import('./TeamsPage.tsx'))).TeamsPage })),
  roles: lazy(async () => ({ default: (await loadPart(() => import('./RolesPage.tsx'))).RolesPage })),
  audit: lazy(async () => ({ default: (await loadPart(() => import('./AuditPage.tsx'))).AuditPage })),
}
const isPage = (name: string): name is keyof typeof pages => Object.hasOwn(pages, name)

/** The organization page for the name in the URL. */
export const OrganizationPageOf = ({ name }: { name: string }) => {
  if (!isPage(name)) return <NotFoundPage />
  const Page = pages[name]
  return <Page />
}
