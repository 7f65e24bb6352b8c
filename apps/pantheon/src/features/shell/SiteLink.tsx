import type { ShellLinkProps } from '@pantheon/ui'

/** A link to what stands beside this app on the same site: the browser goes there by itself. */
export const SiteLink = (props: ShellLinkProps) => <a {...props} />
