import { ownAccount, type Permission, type Role } from '@pantheon/contract'

/** A role being edited; a new one has no key yet. */
export interface RoleDraft {
  key: string | null
  name: string
  permissions: readonly Permission[]
  version: number
}

/** A new role starts with the permissions on one's own account, which everyone has. */
export const newDraft = (): RoleDraft => ({ key: null, name: '', permissions: [...ownAccount], version: 1 })
export const draftOf = ({ key, name, permissions, version }: Role): RoleDraft => ({
  key,
  name,
  permissions: [...new Set([...ownAccount, ...permissions])],
  version,
})

/** Adds a permission to the draft or removes it. */
export const toggle = (draft: RoleDraft, permission: Permission): RoleDraft => ({
  ...draft,
  permissions: draft.permissions.includes(permission) ? draft.permissions.filter((held) => held !== permission) : [...draft.permissions, permission],
})

const sorted = (permissions: readonly Permission[]) => [...permissions].sort().join()

/** Whether saving would change anything. */
export const isChanged = (draft: RoleDraft, role: Role | undefined): boolean =>
  role === undefined || draft.name.trim() !== role.name || sorted(draft.permissions) !== sorted(draftOf(role).permissions)
