import type { ShellLinkProps } from '@pantheon/ui'
import Link from 'next/link'

/** The router's link, in the shape the shell asks for. */
export const AppLink = (props: ShellLinkProps) => <Link {...props} />
