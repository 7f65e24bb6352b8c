import type { ShellLinkProps } from '@pantheon/ui'
import { Link, type LinkProps } from '@tanstack/react-router'
import { isOfPantheon } from './use-go-on.ts'

/** Adapts the router's link to the shared views, which pass a path with a query. A path of Pantheon is loaded as a page. */
export const PathLink = ({ href, children, ...rest }: ShellLinkProps) => {
  if (isOfPantheon(href)) {
    return (
      <a href={href} {...rest}>
        {children}
      </a>
    )
  }
  const { pathname, searchParams } = new URL(href, 'http://here')
  return (
    <Link to={pathname as NonNullable<LinkProps['to']>} search={Object.fromEntries(searchParams) as never} {...rest}>
      {children}
    </Link>
  )
}
