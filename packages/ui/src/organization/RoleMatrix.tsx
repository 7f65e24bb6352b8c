'use client'
import type { Role } from '@pantheon/contract'
import { LockKeyhole, Pencil, Trash2 } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { Badge } from '../primitives/Badge.tsx'
import { IconButton } from '../primitives/IconButton.tsx'
import { GrantBox, Granted } from './RoleCell.tsx'
import type { MatrixProps } from './RolesView.tsx'
import { isGranted, isWithin, lockOf, permissionGroups } from './rights.ts'
import type { RoleDraft } from './role-draft.ts'
import { usePermissionWords, useRoleWords } from './words.ts'

const groups = permissionGroups()

/** Every permission by every role. The header row and the first column are sticky. */
export const RoleMatrix = ({ roles, held, draft, onToggle, onEdit, onRemove }: MatrixProps) => {
  const { t } = useTranslation('organization')
  const { nameOf, groupOf } = usePermissionWords()
  const roleName = useRoleWords()
  const ids = useId()
  const isDraft = (role: Role) => draft?.key === role.key
  const isNew = draft?.key === null
  const box = useRef<HTMLElement>(null)
  const draftKey = draft && (draft.key ?? 'new')
  // With many roles the one being edited may be scrolled out of view.
  useEffect(() => {
    const head = draftKey === undefined ? null : box.current?.querySelector<HTMLElement>(`[data-role="${draftKey}"]`)
    if (box.current && head) box.current.scrollLeft = head.offsetLeft - box.current.clientWidth / 2
  }, [draftKey])
  const span = roles.length + (isNew ? 2 : 1)
  return (
    <section
      ref={box}
      aria-label={t('roles.caption')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
      tabIndex={0}
      // Relative, because otherwise the visually hidden text inside would make the whole page as long as the table.
      className="relative max-h-[max(32rem,calc(100dvh-16rem))] overflow-auto rounded-card border bg-surface shadow-1"
    >
      <table className="w-full border-separate border-spacing-0 text-14">
        <caption className="sr-only">{t('roles.caption')}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-20 min-w-60 lg:min-w-72 border-r border-b bg-surface px-4 py-3 text-left text-12 font-medium text-ink-faint"
            >
              {t('roles.permission')}
            </th>
            {roles.map((role) => (
              <th
                key={role.key}
                data-role={role.key}
                scope="col"
                className={cn(
                  'sticky top-0 z-10 min-w-26 border-b bg-surface lg:min-w-32 px-3 py-2.5 align-top font-normal',
                  isDraft(role) && 'bg-accent-soft',
                )}
              >
                <RoleHead role={role} name={roleName(role)} held={held} isBusy={draft !== undefined} onEdit={onEdit} onRemove={onRemove} />
              </th>
            ))}
            {isNew && (
              <th scope="col" data-role="new" className="sticky top-0 z-10 min-w-26 border-b bg-accent-soft lg:min-w-32 px-3 py-2.5 align-top font-semibold">
                {t('roles.newColumn')}
              </th>
            )}
          </tr>
        </thead>
        {groups.map(({ noun, permissions }) => (
          <tbody key={noun}>
            <tr>
              <th scope="rowgroup" colSpan={span} className="border-b bg-sunken text-left text-12 font-semibold text-ink-muted">
                <span className="sticky left-0 inline-block px-4 py-1.5">{groupOf(noun)}</span>
              </th>
            </tr>
            {permissions.map((permission) => {
              const lock = draft ? lockOf(held, permission) : null
              const reasonId = `${ids}-${permission}`
              const cell = (key: string, isTicked: boolean, written: RoleDraft | undefined) => (
                <td key={key} className={cn('border-b px-3 py-1.5 text-center group-hover:bg-hover', written && 'bg-accent-soft/60')}>
                  {written ? (
                    <GrantBox
                      draft={written}
                      held={held}
                      permission={permission}
                      label={t('roles.grant', { permission: nameOf(permission), role: written.name || t('roles.newColumn') })}
                      reasonId={reasonId}
                      onToggle={onToggle}
                    />
                  ) : (
                    <Granted isGranted={isTicked} />
                  )}
                </td>
              )
              return (
                <tr key={permission} className="group">
                  <th scope="row" className="sticky left-0 z-[5] border-r border-b bg-surface px-4 py-2 text-left font-normal group-hover:bg-hover">
                    <span className="block">{nameOf(permission)}</span>
                    <span className="block font-mono text-12 text-ink-faint">{permission}</span>
                    {lock && (
                      <span id={reasonId} className="mt-0.5 flex items-start gap-1 text-12 text-ink-muted">
                        <LockKeyhole aria-hidden className="mt-0.5 size-3 shrink-0" />
                        {t(`roles.lock.${lock}`)}
                      </span>
                    )}
                  </th>
                  {roles.map((role) => cell(role.key, isGranted(role.permissions, permission), isDraft(role) ? draft : undefined))}
                  {isNew && draft && cell('new', false, draft)}
                </tr>
              )
            })}
          </tbody>
        ))}
      </table>
    </section>
  )
}

interface RoleHeadProps {
  role: Role
  name: string
  held: MatrixProps['held']
  /** Another role is being edited. */
  isBusy: boolean
  onEdit: (role: Role) => void
  onRemove: (role: Role) => void
}

const RoleHead = ({ role, name, held, isBusy, onEdit, onRemove }: RoleHeadProps) => {
  const { t } = useTranslation('organization')
  const canChange = held.includes('role:manage') && isWithin(held, role)
  return (
    <span className="flex flex-col items-center gap-1">
      <span title={name} className="line-clamp-2 font-semibold [overflow-wrap:anywhere]">
        {name}
      </span>
      <span className="text-12 text-ink-faint">{t('roles.members', { count: role.members })}</span>
      {role.isBuiltIn ? (
        <Badge>{t('roles.builtIn')}</Badge>
      ) : (
        canChange &&
        !isBusy && (
          <span className="flex">
            <IconButton name={t('roles.edit', { name })} onClick={() => onEdit(role)}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton name={t('roles.remove', { name })} onClick={() => onRemove(role)}>
              <Trash2 aria-hidden />
            </IconButton>
          </span>
        )
      )}
      {!role.isBuiltIn && !canChange && held.includes('role:manage') && <span className="text-12 text-ink-faint">{t('roles.above')}</span>}
    </span>
  )
}
