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
  /** The role they have; undefined while the roles load. */
  role: Role | undefined
  roles: readonly Role[]
  held: readonly Permission[]
  setRole: Action<{ userId: string; role: string }>
}

/** A member's role. Who may change it chooses among the roles that hold no more than they do themselves. */
export const MemberRole = ({ member, isSelf, role, roles, held, setRole }: MemberRoleProps) => {
  const { t } = useTranslation('organization')
  const roleName = useRoleWords()
  const own = { key: member.role, name: member.roleName }
  // Nobody takes their own rights away with a slip of the wheel: for that there is leaving and handing on.
  if (!held.includes('member:manage') || isSelf || role === undefined) return <span>{roleName(own)}</span>
  // They can do more than the reader, who therefore cannot change them.
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
