import type { ShellLinkProps } from '@pantheon/ui'
import { Link, type LinkProps } from '@tanstack/react-router'

/** Adapts the router's link to the shared views, which pass a path with a query. */
export const PathLink = ({ href, ...rest }: ShellLinkProps) => {
  const { pathname, searchParams } = new URL(href, 'http://here')
  return <Link to={pathname as NonNullable<LinkProps['to']>} search={Object.fromEntries(searchParams) as never} {...rest} />
}
