'use client'
import type { Role } from '@pantheon/contract'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../account/action.ts'
import { Button } from '../primitives/Button.tsx'
import { Input } from '../primitives/controls.tsx'
import { ErrorSummary, Field } from '../primitives/Field.tsx'
import { BesideField } from './BesideField.tsx'
import { Conflict } from './Conflict.tsx'
import type { RoleDraft } from './role-draft.ts'
import { usePermissionWords } from './words.ts'

interface RoleEditorProps {
  draft: RoleDraft
  isChanged: boolean
  /** The role as another user saved it meanwhile. */
  theirs: Role | undefined
  isPending: boolean
  refusal: Refusal | undefined
  failures: number
  onSave: (name: string) => void
  onSaveOver: (name: string, version: number) => void
  onTakeTheirs: (role: Role) => void
  onCancel: () => void
}

/** The name of the role being edited, and its save button; permissions are ticked in the matrix below. */
export const RoleEditor = ({ draft, isChanged, theirs, isPending, refusal, failures, onSave, onSaveOver, onTakeTheirs, onCancel }: RoleEditorProps) => {
  const { t } = useTranslation('organization')
  const { nameOf } = usePermissionWords()
  const [name, setName] = useState(draft.name)
  const [tries, setTries] = useState(0)
  useEffect(() => document.getElementById('role-name')?.focus(), [])
  const isNameWrong = tries > 0 && (name.trim() === '' || name.trim().length > 60)
  const problem = refusal?.code === 'role.name_taken' ? refusal.message : isNameWrong ? t('nameProblem', { max: 60 }) : undefined
  const missing = refusal?.code === 'role.permission_not_held' && Array.isArray(refusal.details.permissions) ? refusal.details.permissions : []
  const message = missing.length > 0 ? `${refusal?.message} ${missing.map(nameOf).join(t('listSeparator'))}` : refusal?.message
  const submit = () => {
    setTries((count) => count + 1)
    if (name.trim() !== '' && name.trim().length <= 60) onSave(name.trim())
  }
  return (
    <form
      noValidate
      aria-label={t(draft.key === null ? 'roles.new' : 'roles.editTitle', { name: draft.name })}
      className="sticky top-14 z-10 mb-4 space-y-3 rounded-card border border-accent-line bg-raised p-4 shadow-2"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {theirs ? (
        <Conflict
          text={t('roles.conflict', { name: theirs.name, count: theirs.permissions.length })}
          isPending={isPending}
          onTakeTheirs={() => onTakeTheirs(theirs)}
          onSaveMine={() => onSaveOver(name.trim(), theirs.version)}
        />
      ) : (
        <ErrorSummary
          problems={problem === undefined ? [] : [{ fieldId: 'role-name', message: problem }]}
          message={problem === undefined ? message : undefined}
          attempt={tries + failures}
        />
      )}
      <div className="flex flex-wrap items-start gap-3">
        <Field id="role-name" label={t('roles.name')} error={problem} className="min-w-52 flex-1">
          <Input autoComplete="off" placeholder={t('roles.placeholder')} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <BesideField>
          <div className="flex items-center gap-2">
            <Button variant="secondary" onClick={onCancel}>
              {t('cancel')}
            </Button>
            <Button type="submit" isPending={isPending} disabled={draft.key !== null && !isChanged && name.trim() === draft.name}>
              {t(draft.key === null ? 'roles.create' : 'save')}
            </Button>
          </div>
        </BesideField>
      </div>
      <p className="text-13 text-ink-muted">{t('roles.hint', { count: draft.permissions.length })}</p>
    </form>
  )
}
