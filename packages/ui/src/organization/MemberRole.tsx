'use client'
import type { Member, Permission, Role } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { RowText } from '../patterns/RowText.tsx'
import { toast } from '../patterns/toast.ts'
import { Select } from '../primitives/controls.tsx'
import { isWithin } from './rights.ts'
import { useRoleWords } from './words.ts'

interface MemberRoleProps {
  member: Member
  isSelf: boolean
  /** The member's role; undefined while the roles load. */
  role: Role | undefined
  roles: readonly Role[]
  held: readonly Permission[]
  setRole: Action<{ userId: string; role: string }>
}

/** A member's role. Users who may change it can select roles that grant no more than their own permissions. */
export const MemberRole = ({ member, isSelf, role, roles, held, setRole }: MemberRoleProps) => {
  const { t } = useTranslation('organization')
  const roleName = useRoleWords()
  const own = { key: member.role, name: member.roleName }
  // Users cannot change their own role here, e.g. by scrolling over the select; they leave or transfer ownership instead.
  if (!held.includes('member:manage') || isSelf || role === undefined) return <span>{roleName(own)}</span>
  // A member with more permissions than the user cannot be changed by them.
  if (!isWithin(held, role)) {
    return <RowText quiet={t('members.outranks')}>{roleName(own)}</RowText>
  }
  const change = (key: string) => {
    const next = roles.find((candidate) => candidate.key === key)
    setRole.run({ userId: member.userId, role: key }, () => toast.success(t('members.roleChanged', { name: member.name, role: next ? roleName(next) : key })))
  }
  return (
    <Select className="min-w-36" aria-label={t('members.roleOf', { name: member.name })} value={member.role} onChange={(event) => change(event.target.value)}>
      {roles
        .filter((candidate) => candidate.key === member.role || isWithin(held, candidate))
        .map((candidate) => (
          <option key={candidate.key} value={candidate.key}>
            {roleName(candidate)}
          </option>
        ))}
    </Select>
  )
}
