import type { ShellLinkProps } from '@pantheon/ui'
import { Link, type LinkProps } from '@tanstack/react-router'

/** The router's link for a path with a query, as the shared views give it. */
export const PathLink = ({ href, ...rest }: ShellLinkProps) => {
  const { pathname, searchParams } = new URL(href, 'http://here')
  return <Link to={pathname as NonNullable<LinkProps['to']>} search={Object.fromEntries(searchParams) as never} {...rest} />
}
