'use client'
import type { Permission } from '@pantheon/contract'
import { LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { permissionWord } from '../account/permission-words.ts'
import { EmptyState } from './states.tsx'

/** What only those who run the platform may do: no role of an organization has it. A test compares it with the contract. */
export const operatorsOnly: readonly Permission[] = ['event:manage', 'catalogue:manage', 'order:fulfil', 'order:refund', 'payment:reconcile', 'aws:read']

/** The reader lacks a permission: what it allows, whom to ask, and with `actions` where to go instead. `isPart` where it stands for a part of a page. */
export const NotAllowed = ({ permission, actions, isPart = false }: { permission: Permission; actions?: ReactNode; isPart?: boolean }) => {
  const { t } = useTranslation('ui')
  const { t: words, ready } = useTranslation('permissions', { useSuspense: false })
  return (
    <EmptyState isPage={!isPart} icon={<LockKeyhole />} title={t('notAllowed.title')} actions={actions}>
      {ready && (
        <>
          <p>{words('missing.need', { permission: words(permissionWord(permission)) })}</p>
          <p>{words(operatorsOnly.includes(permission) ? 'missing.operators' : 'missing.ask')}</p>
        </>
      )}
    </EmptyState>
  )
}
