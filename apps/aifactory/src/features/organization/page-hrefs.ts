import type { OrganizationPage } from '@pantheon/ui'

/** Where each page of the organization is. */
export const organizationHrefs: Record<OrganizationPage, string> = {
  general: '/organization',
  members: '/organization/members',
  invitations: '/organization/invitations',
  teams: '/organization/teams',
  roles: '/organization/roles',
  audit: '/organization/audit',
}
export const hrefOf = (page: OrganizationPage): string => organizationHrefs[page]
/** After something that changes where one acts, the shop begins anew at its front. */
export const home = '/'
