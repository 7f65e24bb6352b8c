'use client'
import type { Permission } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { permissionWord } from '../account/permission-words.ts'
import type permissionWords from '../messages/permissions.en.json'
import { isBuiltInRole } from './rights.ts'

type Noun = keyof typeof permissionWords.groups

/** How roles and permissions are called in the reader's language. A custom role keeps the name it was given. */
export const useRoleWords = () => {
  const { t } = useTranslation('ui')
  return (role: { key: string; name: string }): string => (isBuiltInRole(role.key) ? t(`role.${role.key}`) : role.name)
}

/** What a permission lets somebody do, in a plain sentence, and what a group of them is about. */
export const usePermissionWords = () => {
  const { t } = useTranslation('permissions')
  return {
    nameOf: (permission: Permission): string => t(permissionWord(permission)),
    groupOf: (noun: string): string => t(`groups.${noun as Noun}`),
  }
}
