import type { OrganizationPage } from '@pantheon/ui'

/** Where each page of the organization is. */
export const hrefOf = (page: OrganizationPage): string => (page === 'general' ? '/organization/' : `/organization/${page}/`)

/** Where the desk begins anew after something that changes where one acts; the browser goes there, so with the base path. */
export const home = '/pantheon/'
