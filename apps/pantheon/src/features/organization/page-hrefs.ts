import type { OrganizationPage } from '@pantheon/ui'

/** The path of each organization page. */
export const hrefOf = (page: OrganizationPage): string => (page === 'general' ? '/organization/' : `/organization/${page}/`)

/** Where the app starts again after a change of organization. With the base path, because it is a full page load. */
export const home = '/pantheon/'
