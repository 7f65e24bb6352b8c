import type { OrganizationPage } from '@pantheon/ui'

/** The path of each organization page. */
export const organizationHrefs: Record<OrganizationPage, string> = {
  general: '/organization',
  members: '/organization/members',
  invitations: '/organization/invitations',
  teams: '/organization/teams',
  roles: '/organization/roles',
  audit: '/organization/audit',
}
export const hrefOf = (page: OrganizationPage): string => organizationHrefs[page]
/** Where the app starts again after a change of organization. */
export const home = '/'
