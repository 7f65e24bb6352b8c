'use client'
import type { Permission } from '@pantheon/contract'
import { LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { permissionWord } from '../account/permission-words.ts'
import type { MessageNamespaces } from '../i18n/i18n.ts'
import { EmptyState } from './states.tsx'

/** Permissions of platform operators, which no role of an organization grants. A test compares the list with the contract. */
export const operatorsOnly: readonly Permission[] = ['event:manage', 'catalogue:manage', 'order:fulfil', 'order:refund', 'payment:reconcile', 'aws:read']

/** Pages that need a text other than the description of their permission. */
export type NotAllowedPlace = keyof MessageNamespaces['permissions']['missing']['page']

interface NotAllowedProps {
  permission: Permission
  page?: NotAllowedPlace | undefined
  actions?: ReactNode
  isPart?: boolean
}

/**
 * The user lacks a permission: what it allows, who can grant it, and with `actions` where to go instead. `isPart` renders it as a part of a
 * page.
 */
export const NotAllowed = ({ permission, page, actions, isPart = false }: NotAllowedProps) => {
  const { t } = useTranslation('ui')
  const { t: words, ready } = useTranslation('permissions', { useSuspense: false })
  return (
    <EmptyState isPage={!isPart} icon={<LockKeyhole />} title={t('notAllowed.title')} actions={actions}>
      {ready && (
        <>
          <p>{page === undefined ? words('missing.need', { permission: words(permissionWord(permission)) }) : words(`missing.page.${page}`)}</p>
          <p>{words(operatorsOnly.includes(permission) ? 'missing.operators' : 'missing.ask')}</p>
        </>
      )}
    </EmptyState>
  )
}
