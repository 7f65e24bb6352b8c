import type { LoggedEvent } from '@pantheon/contract'
import type { AccessChange } from './access-bus.port.ts'

const only = (change: { [K in keyof AccessChange]: AccessChange[K] | undefined }): AccessChange =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

/** Whose rights an event of the log changed; undefined when it changed none. */
export const accessChangeOf = ({
  name,
  organizationId,
  subject: { id },
}: Pick<LoggedEvent, 'name' | 'organizationId' | 'subject'>): AccessChange | undefined => {
  const organization = organizationId ?? undefined
  switch (name) {
    case 'session.ended':
    case 'session.switched':
      return only({ sessionId: id })
    case 'member.joined':
    case 'member.role_changed':
    case 'member.left':
    case 'member.removed':
      return only({ userId: id, organizationId: organization })
    case 'role.changed':
    case 'role.deleted':
    case 'organization.transferred':
    case 'organization.deleted':
    case 'organization.restored':
    case 'organization.purged':
      return only({ organizationId: organization })
    case 'user.deleted':
      return only({ userId: id })
    case 'api_key.revoked':
      return only({ apiKeyId: id })
    default:
      return undefined
  }
}
