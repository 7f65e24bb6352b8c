'use client'
import type { Account, Member, Organization, OwnOrganization } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import type { Action, Loaded, LoadedPages } from '../account/action.ts'
import { DefinitionList } from '../patterns/DefinitionList.tsx'
import { toast } from '../patterns/toast.ts'
import { DateTime } from '../primitives/DateTime.tsx'
import { DeletedOrganizations } from './DeletedOrganizations.tsx'
import { DeleteOrganization } from './DeleteOrganization.tsx'
import { LeaveOrganization } from './LeaveOrganization.tsx'
import { RenameOrganization } from './RenameOrganization.tsx'
import { Section } from './Section.tsx'
import { TransferOwnership } from './TransferOwnership.tsx'
import { useRoleWords } from './words.ts'

export interface GeneralViewProps {
  account: Account
  organizations: Loaded<readonly OwnOrganization[]>
  /** Candidates for the new owner: members that match the search. */
  candidates: LoadedPages<Member>
  candidateSearch: string
  onCandidateSearch: (search: string) => void
  rename: Action<{ name: string; version: number }, Organization>
  leave: Action<void>
  transfer: Action<{ userId: string }>
  remove: Action<{ confirmation: string }>
  restore: Action<{ id: string }>
}

/** General settings of an organization: rename, transfer, leave and delete. */
export const GeneralView = ({
  account,
  organizations,
  candidates,
  candidateSearch,
  onCandidateSearch,
  rename,
  leave,
  transfer,
  remove,
  restore,
}: GeneralViewProps) => {
  const { t } = useTranslation('organization')
  const roleName = useRoleWords()
  const can = (permission: Account['permissions'][number]) => account.permissions.includes(permission)
  const current = organizations.data?.find(({ id }) => id === account.organization.id)
  return (
    <div className="max-w-3xl space-y-5">
      <Section title={t('general.title')}>
        {can('organization:manage') && <RenameOrganization organization={account.organization} rename={rename} />}
        <DefinitionList
          className={can('organization:manage') ? 'mt-5 border-t pt-4' : ''}
          facts={[
            ...(can('organization:manage') ? [] : [{ term: t('general.name'), value: account.organization.name }]),
            { term: t('general.yourRole'), value: roleName({ key: account.role, name: account.roleName }) },
            ...(current ? [{ term: t('general.members'), value: <span className="tabular-nums">{current.members}</span> }] : []),
            { term: t('general.created'), value: <DateTime at={account.organization.createdAt} precision="day" /> },
            { term: t('general.id'), value: <span className="font-mono text-12 font-normal break-all select-all">{account.organization.id}</span> },
          ]}
        />
      </Section>
      {organizations.data && (
        <DeletedOrganizations
          organizations={organizations.data.filter(({ deletedAt }) => deletedAt !== null)}
          restore={restore}
          onRestored={(name) => toast.success(t('general.restored', { name }))}
        />
      )}
      <LeaveOrganization name={account.organization.name} leave={leave} />
      {can('organization:transfer') && (
        <TransferOwnership
          name={account.organization.name}
          ownId={account.user.id}
          candidates={candidates}
          search={candidateSearch}
          onSearch={onCandidateSearch}
          transfer={transfer}
        />
      )}
      {can('organization:delete') && <DeleteOrganization name={account.organization.name} remove={remove} />}
    </div>
  )
}
