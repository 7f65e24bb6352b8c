import type { Permission } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'

/** Members of an organization whose role, built-in or custom, has a permission. */
export type HoldersOf = (db: Handle, organizationId: string, permission: Permission) => Promise<readonly { userId: string }[]>
