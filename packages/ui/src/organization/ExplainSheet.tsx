'use client'
import type { Explanation, Member, Permission } from '@pantheon/contract'
import { CircleCheck, CircleSlash } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Loaded } from '../account/action.ts'
import { LoadedView } from '../account/LoadedView.tsx'
import { cn } from '../cn.ts'
import { Select } from '../primitives/controls.tsx'
import { Sheet } from '../primitives/Dialog.tsx'
import { Field } from '../primitives/Field.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { permissionGroups } from './rights.ts'
import { usePermissionWords, useRoleWords } from './words.ts'

export interface ExplainAnswer extends Loaded<Explanation> {
  /** Sets the member and permission to explain; null clears the question. */
  ask: (question: { userId: string; permission: Permission } | null) => void
}

const groups = permissionGroups()

/** Explains why a member has or lacks a permission, and which roles would grant it. */
export const ExplainSheet = ({ member, explain, onClose }: { member: Member; explain: ExplainAnswer; onClose: () => void }) => {
  const { t } = useTranslation('organization')
  const { nameOf, groupOf } = usePermissionWords()
  const [permission, setPermission] = useState<Permission>('order:place')
  const { ask } = explain
  useEffect(() => {
    ask({ userId: member.userId, permission })
    return () => ask(null)
  }, [ask, member.userId, permission])
  return (
    <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('explain.title', { name: member.name })} description={t('explain.text')}>
      <Field label={t('explain.permission')}>
        <Select value={permission} onChange={(event) => setPermission(event.target.value as Permission)}>
          {groups.map(({ noun, permissions }) => (
            <optgroup key={noun} label={groupOf(noun)}>
              {permissions.map((candidate) => (
                <option key={candidate} value={candidate}>
                  {nameOf(candidate)}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <p className="mt-1.5 font-mono text-12 text-ink-faint">{permission}</p>
      <div aria-live="polite" className="mt-5">
        <LoadedView state={explain} skeleton={<Skeleton shape="text" className="h-28" />}>
          {(answer) => <Answer member={member} answer={answer} />}
        </LoadedView>
      </div>
    </Sheet>
  )
}

const Answer = ({ member, answer }: { member: Member; answer: Explanation }) => {
  const { t } = useTranslation('organization')
  const roleName = useRoleWords()
  const role = answer.role === null ? '' : roleName({ key: answer.role, name: answer.roleName ?? answer.role })
  const Icon = answer.isAllowed ? CircleCheck : CircleSlash
  return (
    <div className={cn('rounded-card p-4', answer.isAllowed ? 'bg-success-soft text-success-text' : 'bg-danger-soft text-danger-text')}>
      <p className="flex items-center gap-2 font-semibold">
        <Icon aria-hidden className="size-5 shrink-0" />
        {t(answer.isAllowed ? 'explain.yes' : 'explain.no')}
      </p>
      <p className="mt-1.5 text-14">{t(`explain.because.${answer.because}`, { name: member.name, role })}</p>
      {!answer.isAllowed && (
        <p className="mt-1.5 text-14">
          {answer.grantedBy.length === 0 ? t('explain.noRole') : t('explain.roles', { roles: answer.grantedBy.map(roleName).join(t('listSeparator')) })}
        </p>
      )}
    </div>
  )
}
