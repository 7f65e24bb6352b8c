'use client'
import type { Permission } from '@pantheon/contract'
import { LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { permissionWord } from '../account/permission-words.ts'
import type { MessageNamespaces } from '../i18n/i18n.ts'
import { EmptyState } from './states.tsx'

/** What only those who run the platform may do: no role of an organization has it. A test compares it with the contract. */
export const operatorsOnly: readonly Permission[] = ['event:manage', 'catalogue:manage', 'order:fulfil', 'order:refund', 'payment:reconcile', 'aws:read']

/** Pages that ask for a permission whose name says something else than the page shows. */
export type NotAllowedPlace = keyof MessageNamespaces['permissions']['missing']['page']

interface NotAllowedProps {
  permission: Permission
  page?: NotAllowedPlace | undefined
  actions?: ReactNode
  isPart?: boolean
}

/** The reader lacks a permission: what it allows, whom to ask, and with `actions` where to go instead. `isPart` where it stands for a part of a page. */
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
