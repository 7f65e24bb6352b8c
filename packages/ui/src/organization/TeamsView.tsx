'use client'
import type { Member, Permission, Team } from '@pantheon/contract'
import { Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Loaded, LoadedPages } from '../account/action.ts'
import { LoadedView } from '../account/LoadedView.tsx'
import { EmptyState } from '../patterns/states.tsx'
import { toast } from '../patterns/toast.ts'
import { Button } from '../primitives/Button.tsx'
import { Dialog } from '../primitives/Dialog.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { AddTeamMember } from './AddTeamMember.tsx'
import { Confirm } from './Confirm.tsx'
import { NameForm } from './NameForm.tsx'
import { RenameTeam } from './RenameTeam.tsx'
import { TeamCard } from './TeamCard.tsx'

export interface TeamsViewProps {
  held: readonly Permission[]
  teams: Loaded<readonly Team[]>
  /** Members that match the search, to add to a team. */
  candidates: LoadedPages<Member>
  search: string
  onSearch: (search: string) => void
  create: Action<{ name: string }>
  rename: Action<{ id: string; name: string; version: number }>
  remove: Action<{ id: string }>
  addMember: Action<{ id: string; userId: string }>
  removeMember: Action<{ id: string; userId: string }>
}

type Open = { kind: 'create' } | { kind: 'rename' | 'remove' | 'add'; team: Team }

/** Teams and their members, and editing both. */
export const TeamsView = ({ held, teams, candidates, search, onSearch, create, rename, remove, addMember, removeMember }: TeamsViewProps) => {
  const { t } = useTranslation('organization')
  const [open, setOpen] = useState<Open>()
  const canManage = held.includes('team:manage')
  const close = () => {
    setOpen(undefined)
    for (const action of [create, rename, remove, addMember]) action.reset()
  }
  const finish = (message: string) => {
    toast.success(message)
    close()
  }
  const newTeam = (
    <Button onClick={() => setOpen({ kind: 'create' })}>
      <Plus aria-hidden />
      {t('teams.new')}
    </Button>
  )
  // From the current list: the team may have changed since the dialog was opened.
  const current = open && open.kind !== 'create' ? (teams.data?.find(({ id }) => id === open.team.id) ?? open.team) : undefined
  return (
    <>
      <LoadedView state={teams} skeleton={<Waiting />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={<UsersRound />} title={t('teams.emptyTitle')} actions={canManage ? newTeam : undefined}>
              {t('teams.emptyText')}
            </EmptyState>
          ) : (
            <>
              {canManage && <div className="mb-4 flex justify-end">{newTeam}</div>}
              <ul className="grid items-start gap-4 lg:grid-cols-2">
                {all.map((team) => (
                  <li key={team.id}>
                    <TeamCard
                      team={team}
                      canManage={canManage}
                      removeMember={removeMember}
                      onAdd={() => setOpen({ kind: 'add', team })}
                      onRename={() => setOpen({ kind: 'rename', team })}
                      onRemove={() => setOpen({ kind: 'remove', team })}
                    />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </LoadedView>
      {open?.kind === 'create' && (
        <Dialog isOpen onOpenChange={close} title={t('teams.new')}>
          <NameForm
            id="team-name"
            label={t('teams.name')}
            verb={t('teams.create')}
            maxLength={80}
            isPending={create.isPending}
            refusal={create.refusal}
            failures={create.failures}
            onCancel={close}
            onSubmit={(name) => create.run({ name }, () => finish(t('teams.created', { name })))}
          />
        </Dialog>
      )}
      {open?.kind === 'rename' && <RenameTeam team={open.team} rename={rename} onDone={(name) => finish(t('teams.renamed', { name }))} onClose={close} />}
      {open?.kind === 'add' && current && (
        <AddTeamMember team={current} candidates={candidates} search={search} onSearch={onSearch} addMember={addMember} onClose={close} />
      )}
      {open?.kind === 'remove' && current && (
        <Confirm
          isOpen
          isDanger
          title={t('teams.removeTitle', { name: current.name })}
          text={t('teams.removeText', { count: current.members.length })}
          verb={t('teams.removeVerb')}
          isPending={remove.isPending}
          refusal={remove.refusal}
          failures={remove.failures}
          onConfirm={() => remove.run({ id: current.id }, () => finish(t('teams.removed', { name: current.name })))}
          onClose={close}
        />
      )}
    </>
  )
}

const Waiting = () => (
  <div className="grid gap-4 lg:grid-cols-2">
    <Skeleton shape="card" className="h-40" />
    <Skeleton shape="card" className="h-40" />
  </div>
)
