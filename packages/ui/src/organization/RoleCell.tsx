'use client'
import type { Permission } from '@pantheon/contract'
import { Check, Minus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { lockOf } from './rights.ts'
import type { RoleDraft } from './role-draft.ts'

/** Whether a role grants a permission, read-only. */
export const Granted = ({ isGranted }: { isGranted: boolean }) => {
  const { t } = useTranslation('organization')
  return (
    <span className="inline-grid size-6 place-items-center">
      {isGranted ? <Check aria-hidden className="size-4 text-success-text" strokeWidth={2.5} /> : <Minus aria-hidden className="size-3.5 text-line-strong" />}
      <span className="sr-only">{t(isGranted ? 'roles.granted' : 'roles.notGranted')}</span>
    </span>
  )
}

interface GrantBoxProps {
  draft: RoleDraft
  held: readonly Permission[]
  permission: Permission
  label: string
  /** Id of the element that explains why it cannot be changed. */
  reasonId: string
  onToggle: (permission: Permission) => void
}

/** The same as a checkbox, while the role is being edited. Permissions the user does not hold cannot be changed. */
export const GrantBox = ({ draft, held, permission, label, reasonId, onToggle }: GrantBoxProps) => {
  const lock = lockOf(held, permission)
  return (
    <span className="inline-grid size-6 place-items-center touch:size-11">
      <input
        type="checkbox"
        aria-label={label}
        aria-describedby={lock === null ? undefined : reasonId}
        className="size-4.5"
        checked={draft.permissions.includes(permission)}
        disabled={lock !== null}
        onChange={() => onToggle(permission)}
      />
    </span>
  )
}
