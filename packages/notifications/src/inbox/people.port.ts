import type { Permission } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'

/** Those members of an organization whose role, a custom one too, holds a permission. */
export type HoldersOf = (db: Handle, organizationId: string, permission: Permission) => Promise<readonly { userId: string }[]>
