import type { ShellLinkProps } from '@pantheon/ui'
import { AppLink } from '../shell/AppLink.tsx'
import { isOwnPlace } from './place-of.ts'

/** A link within this app, or a full page load where the path belongs to AIFactory. */
export const PlaceLink = ({ href, children, ...rest }: ShellLinkProps) =>
  isOwnPlace(href) ? (
    <AppLink href={href} {...rest}>
      {children}
    </AppLink>
  ) : (
    <a href={href} {...rest}>
      {children}
    </a>
  )
