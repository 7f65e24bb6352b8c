import type { LoggedEvent } from '@pantheon/contract'
import type { AccessChange } from './access-bus.port.ts'

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const only = (change: { [K in keyof AccessChange]: AccessChange[K] | undefined }): AccessChange =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))

/** Whose rights an event of the log changed; undefined when nobody's. */
export const accessChangeOf = ({ name, organizationId, data }: Pick<LoggedEvent, 'name' | 'organizationId' | 'data'>): AccessChange | undefined => {
  const organization = organizationId ?? undefined
  switch (name) {
    case 'session.ended':
    case 'session.switched':
      return only({ sessionId: text(data.sessionId) })
    case 'member.joined':
    case 'member.role_changed':
    case 'member.left':
    case 'member.removed':
      return only({ userId: text(data.userId), organizationId: organization })
    case 'role.changed':
    case 'role.deleted':
    case 'organization.transferred':
    case 'organization.deleted':
    case 'organization.restored':
    case 'organization.purged':
      return only({ organizationId: organization })
    case 'user.deleted':
      return only({ userId: text(data.userId) })
    case 'api_key.revoked':
      return only({ apiKeyId: text(data.apiKeyId) })
    default:
      return undefined
  }
}
