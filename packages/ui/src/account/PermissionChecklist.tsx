'use client'
import type { Permission } from '@pantheon/contract'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'
import { Checkbox } from '../primitives/controls.tsx'
import { permissionGroups, permissionWord } from './permission-words.ts'

export interface PermissionChecklistProps {
  id: string
  /** The permissions that the user can grant. */
  offered: readonly Permission[]
  /** React Hook Form's registration of this field. */
  registered: UseFormRegisterReturn
  error: string | undefined
  onChoose: (permissions: Permission[]) => void
}

/** The permissions of a key as checkboxes, grouped by subject. */
export const PermissionChecklist = ({ id, offered, registered, error, onChoose }: PermissionChecklistProps) => {
  const { t } = useTranslation('account')
  const { t: word } = useTranslation('permissions')
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={`${id}-help${error === undefined ? '' : ` ${id}-error`}`} className="min-w-0">
      <legend className="text-14 font-medium">{t('keys.allowed')}</legend>
      <p id={`${id}-help`} className="mt-0.5 text-13 text-ink-faint">
        {t('keys.allowedHelp')}
      </p>
      {error !== undefined && (
        <p id={`${id}-error`} className="mt-1 text-13 text-danger-text">
          {error}
        </p>
      )}
      <p className="mt-2 flex gap-2">
        <Button variant="secondary" size="small" onClick={() => onChoose(offered.filter((permission) => permission.endsWith(':read')))}>
          {t('keys.chooseReading')}
        </Button>
        <Button variant="secondary" size="small" onClick={() => onChoose([])}>
          {t('keys.chooseNone')}
        </Button>
      </p>
      <ul className="mt-3 divide-y rounded-card border">
        {permissionGroups(offered).map(({ noun, word: groupWord, permissions }) => (
          <li key={noun} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <p id={`${id}-${noun}`} className="py-1 text-13 text-ink-faint">
              {word(groupWord)}
            </p>
            <div role="group" aria-labelledby={`${id}-${noun}`} className="flex flex-col gap-y-1">
              {permissions.map((permission) => (
                <Checkbox key={permission} {...registered} value={permission} label={word(permissionWord(permission))} />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
