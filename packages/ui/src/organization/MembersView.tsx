'use client'
import type { Member, Permission, Role } from '@pantheon/contract'
import { CircleHelp, UserMinus, Users } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Loaded, LoadedPages } from '../account/action.ts'
import { Refused } from '../account/LoadedView.tsx'
import { type Column, DataTable } from '../patterns/DataTable.tsx'
import { Medallion } from '../patterns/Medallion.tsx'
import { RowText } from '../patterns/RowText.tsx'
import { EmptyState } from '../patterns/states.tsx'
import { Badge } from '../primitives/Badge.tsx'
import { Button } from '../primitives/Button.tsx'
import { Clamped } from '../primitives/Clamped.tsx'
import { DateTime } from '../primitives/DateTime.tsx'
import { ErrorSummary } from '../primitives/Field.tsx'
import { IconButton } from '../primitives/IconButton.tsx'
import { type ExplainAnswer, ExplainSheet } from './ExplainSheet.tsx'
import { MemberRole } from './MemberRole.tsx'
import { RemoveMember } from './RemoveMember.tsx'
import { isWithin } from './rights.ts'
import { SearchField } from './SearchField.tsx'

export interface MembersViewProps {
  ownId: string
  held: readonly Permission[]
  members: LoadedPages<Member>
  roles: Loaded<readonly Role[]>
  search: string
  onSearch: (search: string) => void
  setRole: Action<{ userId: string; role: string }>
  remove: Action<{ userId: string }>
  explain: ExplainAnswer
}

const rowKey = (member: Member) => member.userId
const rowVersion = (member: Member) => `${member.role} ${member.teams.map(({ id }) => id).join()}`

/** Members with their roles: changing roles, removing members, and explaining permissions. */
export const MembersView = ({ ownId, held, members, roles, search, onSearch, setRole, remove, explain }: MembersViewProps) => {
  const { t } = useTranslation('organization')
  const [leaving, setLeaving] = useState<Member>()
  const [explained, setExplained] = useState<Member>()
  const canManage = held.includes('member:manage')
  const columns = useMemo((): Column<Member>[] => {
    const all = roles.data ?? []
    const roleOf = (member: Member) => all.find(({ key }) => key === member.role)
    return [
      {
        id: 'person',
        header: t('members.person'),
        isName: true,
        cell: (member) => (
          <span className="flex min-w-0 items-center gap-3">
            <Medallion name={member.name} className="size-9 in-[tr]:size-7" />
            <RowText quiet={member.email}>
              <span title={member.name} className="line-clamp-2 in-[tr]:line-clamp-1">
                {member.name} {member.userId === ownId && <span className="text-13 font-normal text-ink-faint">{t('members.you')}</span>}
              </span>
            </RowText>
          </span>
        ),
      },
      {
        id: 'role',
        header: t('members.role'),
        isText: true,
        cell: (member) => <MemberRole member={member} isSelf={member.userId === ownId} role={roleOf(member)} roles={all} held={held} setRole={setRole} />,
      },
      {
        id: 'teams',
        header: t('members.teams'),
        isText: true,
        cell: (member) =>
          member.teams.length === 0 ? (
            <span className="text-ink-faint">{t('members.noTeams')}</span>
          ) : (
            <span className="inline-flex max-w-full flex-wrap gap-1 max-md:justify-end">
              {member.teams.map(({ id, name }) => (
                <Badge key={id} className="max-w-full whitespace-normal">
                  <Clamped>{name}</Clamped>
                </Badge>
              ))}
            </span>
          ),
      },
      { id: 'joined', header: t('members.joined'), cell: (member) => <DateTime at={member.joinedAt} precision="day" className="text-ink-muted" /> },
      ...(canManage
        ? [
            {
              id: 'actions',
              header: t('members.actions'),
              align: 'end' as const,
              cell: (member: Member) => (
                <span className="inline-flex gap-1">
                  <IconButton
                    name={t('members.explain', { name: member.name })}
                    className="in-[tr]:size-8 touch:in-[tr]:size-11"
                    onClick={() => setExplained(member)}
                  >
                    <CircleHelp aria-hidden />
                  </IconButton>
                  {member.userId !== ownId && isWithin(held, roleOf(member)) && (
                    <IconButton
                      name={t('members.remove', { name: member.name })}
                      className="in-[tr]:size-8 touch:in-[tr]:size-11"
                      onClick={() => setLeaving(member)}
                    >
                      <UserMinus aria-hidden />
                    </IconButton>
                  )}
                </span>
              ),
            },
          ]
        : []),
    ]
  }, [t, roles.data, held, ownId, canManage, setRole])
  const rows = members.data
  return (
    <>
      <SearchField label={t('members.search')} value={search} onChange={onSearch} className="mb-4 max-w-sm" />
      {setRole.refusal && (
        <div className="mb-4">
          <ErrorSummary problems={[]} message={setRole.refusal.message} attempt={setRole.failures} />
        </div>
      )}
      {rows === undefined && members.refusal ? (
        <Refused refusal={members.refusal} retry={members.retry} />
      ) : rows?.length === 0 ? (
        <EmptyState
          icon={<Users />}
          title={t('members.nobodyTitle')}
          actions={
            <Button variant="secondary" onClick={() => onSearch('')}>
              {t('members.showAll')}
            </Button>
          }
        >
          {t('members.nobodyText', { search })}
        </EmptyState>
      ) : (
        <DataTable caption={t('members.caption')} columns={columns} rows={rows} rowKey={rowKey} rowVersion={rowVersion} />
      )}
      {members.more && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={members.more.isLoading} onClick={members.more.load}>
            {t('showMore')}
          </Button>
        </div>
      )}
      {leaving && <RemoveMember member={leaving} remove={remove} onClose={() => setLeaving(undefined)} />}
      {explained && <ExplainSheet member={explained} explain={explain} onClose={() => setExplained(undefined)} />}
    </>
  )
}
