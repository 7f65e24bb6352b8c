'use client'
import type { Permission } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { permissionWord } from '../account/permission-words.ts'
import type permissionWords from '../messages/permissions.en.json'
import { isBuiltInRole } from './rights.ts'

type Noun = keyof typeof permissionWords.groups

/** Returns the display name of a role; a custom role keeps its own name. */
export const useRoleWords = () => {
  const { t } = useTranslation('ui')
  return (role: { key: string; name: string }): string => (isBuiltInRole(role.key) ? t(`role.${role.key}`) : role.name)
}

/** Returns the description of a permission, and the label of a group. */
export const usePermissionWords = () => {
  const { t } = useTranslation('permissions')
  return {
    nameOf: (permission: Permission): string => t(permissionWord(permission)),
    groupOf: (noun: string): string => t(`groups.${noun as Noun}`),
  }
}
