import type { OrganizationPage } from '@pantheon/ui'

/** Where the pages of the organization are. After something that changes where one acts, the shop begins anew at its front. */
export const hrefOf = (page: OrganizationPage): string => (page === 'general' ? '/organization' : `/organization/${page}`)
export const home = '/'
