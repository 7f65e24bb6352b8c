import type { ShellLinkProps } from '@pantheon/ui'
import Link from 'next/link'

/** Adapts the router's link to the shell's link props. */
export const AppLink = (props: ShellLinkProps) => <Link {...props} />
