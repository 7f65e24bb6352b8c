'use client'
import type { Permission, Role } from '@pantheon/contract'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Loaded } from '../account/action.ts'
import { LoadedView } from '../account/LoadedView.tsx'
import { toast } from '../patterns/toast.ts'
import { useMediaQuery } from '../patterns/use-media-query.ts'
import { Button } from '../primitives/Button.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { Confirm } from './Confirm.tsx'
import { RoleEditor } from './RoleEditor.tsx'
import { RoleList } from './RoleList.tsx'
import { RoleMatrix } from './RoleMatrix.tsx'
import { draftOf, isChanged, newDraft, type RoleDraft, toggle } from './role-draft.ts'

export interface RoleFields {
  name: string
  permissions: Permission[]
}

export interface RolesViewProps {
  held: readonly Permission[]
  roles: Loaded<readonly Role[]>
  create: Action<RoleFields>
  update: Action<RoleFields & { id: string; version: number }>
  remove: Action<{ id: string }>
}

/** The props shared by the table and the list form of the matrix. */
export interface MatrixProps {
  roles: readonly Role[]
  held: readonly Permission[]
  /** The role being edited, if any: its column is editable. */
  draft: RoleDraft | undefined
  onToggle: (permission: Permission) => void
  onEdit: (role: Role) => void
  onRemove: (role: Role) => void
}

/** The permissions of every role; custom roles can be edited. */
export const RolesView = ({ held, roles, create, update, remove }: RolesViewProps) => {
  const { t } = useTranslation('organization')
  const [draft, setDraft] = useState<RoleDraft>()
  const [leaving, setLeaving] = useState<Role>()
  const isWide = useMediaQuery('(min-width: 48rem)', true)
  const action = draft?.key == null ? create : update
  const original = roles.data?.find(({ key }) => key === draft?.key)
  const theirs = update.refusal?.code === 'version.stale' ? (update.refusal.details.current as Role | undefined) : undefined

  const stop = () => {
    setDraft(undefined)
    create.reset()
    update.reset()
  }
  const begin = (next: RoleDraft) => {
    stop()
    setDraft(next)
  }
  const save = (name: string, version = draft?.version ?? 1) => {
    if (!draft) return
    setDraft({ ...draft, name })
    const fields = { name, permissions: [...draft.permissions] }
    const finish = () => {
      toast.success(t(draft.key === null ? 'roles.created' : 'roles.saved', { name }))
      stop()
    }
    if (draft.key === null) create.run(fields, finish)
    else update.run({ ...fields, id: draft.key, version }, finish)
  }
  const closeRemoval = () => {
    setLeaving(undefined)
    remove.reset()
  }
  const confirmRemoval = (role: Role) =>
    remove.run({ id: role.key }, () => {
      toast.success(t('roles.removed', { name: role.name }))
      closeRemoval()
    })
  const Matrix = isWide ? RoleMatrix : RoleList
  return (
    <LoadedView state={roles} skeleton={<Skeleton shape="rows" className="h-96" />}>
      {(all) => (
        <>
          <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
            <p className="max-w-2xl text-14 text-ink-muted">{t('roles.text')}</p>
            {held.includes('role:manage') && !draft && (
              <Button onClick={() => begin(newDraft())}>
                <Plus aria-hidden />
                {t('roles.new')}
              </Button>
            )}
          </div>
          {draft && (
            <RoleEditor
              key={draft.key ?? 'new'}
              draft={draft}
              isChanged={isChanged(draft, original)}
              theirs={theirs}
              isPending={action.isPending}
              refusal={action.refusal}
              failures={action.failures}
              onSave={save}
              onSaveOver={save}
              onTakeTheirs={(role) => begin(draftOf(role))}
              onCancel={stop}
            />
          )}
          <Matrix
            roles={all}
            held={held}
            draft={draft}
            onToggle={(permission) => setDraft((current) => current && toggle(current, permission))}
            onEdit={(role) => begin(draftOf(role))}
            onRemove={setLeaving}
          />
          {leaving && (
            <Confirm
              isOpen
              isDanger
              title={t('roles.removeTitle', { name: leaving.name })}
              text={leaving.members > 0 ? t('roles.inUse', { count: leaving.members }) : t('roles.removeText')}
              verb={t('roles.removeVerb')}
              canConfirm={leaving.members === 0}
              isPending={remove.isPending}
              refusal={remove.refusal}
              failures={remove.failures}
              onConfirm={() => confirmRemoval(leaving)}
              onClose={closeRemoval}
            />
          )}
        </>
      )}
    </LoadedView>
  )
}
