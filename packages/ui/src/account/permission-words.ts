import type { Permission } from '@pantheon/contract'

type Underscored<P extends string> = P extends `${infer Noun}:${infer Verb}` ? `${Noun}_${Verb}` : never
type NounOf<P extends string> = P extends `${infer Noun}:${string}` ? Noun : never

/** The key of a permission in the namespace `permissions`: a colon would separate namespace and key there. */
export const permissionWord = (permission: Permission) => `names.${permission.replace(':', '_') as Underscored<Permission>}` as const

/** Permissions grouped by subject, in the order of the contract. */
export const permissionGroups = (
  permissions: readonly Permission[],
): readonly { noun: NounOf<Permission>; word: `groups.${NounOf<Permission>}`; permissions: readonly Permission[] }[] => {
  const nouns = [...new Set(permissions.map((permission) => permission.split(':')[0] as NounOf<Permission>))]
  return nouns.map((noun) => ({
    noun,
    word: `groups.${noun}` as const,
    permissions: permissions.filter((permission) => permission.startsWith(`${noun}:`)),
  }))
}
