'use client'
import { LockKeyhole, Pencil, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'
import { Card } from '../primitives/Card.tsx'
import { Select } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import { GrantBox, Granted } from './RoleCell.tsx'
import type { MatrixProps } from './RolesView.tsx'
import { isGranted, isWithin, lockOf, permissionGroups } from './rights.ts'
import { usePermissionWords, useRoleWords } from './words.ts'

const groups = permissionGroups()

/** The role matrix on a phone: one role at a time. */
export const RoleList = ({ roles, held, draft, onToggle, onEdit, onRemove }: MatrixProps) => {
  const { t } = useTranslation('organization')
  const { nameOf, groupOf } = usePermissionWords()
  const roleName = useRoleWords()
  const ids = useId()
  const [chosen, setChosen] = useState('member')
  const role = roles.find(({ key }) => key === (draft?.key ?? chosen)) ?? roles[0]
  const shown = draft?.permissions ?? role?.permissions ?? []
  return (
    <div className="space-y-4">
      {!draft && (
        <div className="space-y-2">
          <Field label={t('roles.choose')}>
            <Select value={role?.key} onChange={(event) => setChosen(event.target.value)}>
              {roles.map((candidate) => (
                <option key={candidate.key} value={candidate.key}>
                  {roleName(candidate)}
                </option>
              ))}
            </Select>
          </Field>
          {role && (
            <p className="text-13 text-ink-muted">
              {t('roles.members', { count: role.members })}
              {role.isBuiltIn && ` · ${t('roles.builtInText')}`}
            </p>
          )}
          {role && !role.isBuiltIn && held.includes('role:manage') && isWithin(held, role) && (
            <div className="flex gap-2">
              <Button variant="secondary" onClick={() => onEdit(role)}>
                <Pencil aria-hidden />
                {t('roles.editVerb')}
              </Button>
              <Button variant="secondary" onClick={() => onRemove(role)}>
                <Trash2 aria-hidden />
                {t('roles.removeVerb')}
              </Button>
            </div>
          )}
        </div>
      )}
      {groups.map(({ noun, permissions }) => (
        <Card key={noun} className="overflow-hidden">
          <h2 className="border-b bg-sunken px-4 py-2 text-13 font-semibold text-ink-muted">{groupOf(noun)}</h2>
          <ul className="divide-y">
            {permissions.map((permission) => {
              const lock = draft ? lockOf(held, permission) : null
              const reasonId = `${ids}-${permission}`
              return (
                <li key={permission} className="flex items-center justify-between gap-3 px-4 py-2">
                  <span className="min-w-0">
                    <span className="block text-14">{nameOf(permission)}</span>
                    <span className="block font-mono text-12 text-ink-faint">{permission}</span>
                    {lock && (
                      <span id={reasonId} className="mt-0.5 flex items-start gap-1 text-12 text-ink-muted">
                        <LockKeyhole aria-hidden className="mt-0.5 size-3 shrink-0" />
                        {t(`roles.lock.${lock}`)}
                      </span>
                    )}
                  </span>
                  {draft ? (
                    <GrantBox draft={draft} held={held} permission={permission} label={nameOf(permission)} reasonId={reasonId} onToggle={onToggle} />
                  ) : (
                    <Granted isGranted={isGranted(shown, permission)} />
                  )}
                </li>
              )
            })}
          </ul>
        </Card>
      ))}
    </div>
  )
}
