'use client'
import type { Member, Team } from '@pantheon/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, LoadedPages } from '../account/action.ts'
import { toast } from '../patterns/toast.ts'
import { Confirm } from './Confirm.tsx'
import { MemberPicker } from './MemberPicker.tsx'

interface AddTeamMemberProps {
  team: Team
  candidates: LoadedPages<Member>
  search: string
  onSearch: (search: string) => void
  addMember: Action<{ id: string; userId: string }>
  onClose: () => void
}

/** Adds members to a team one after the other; the dialog stays open for the next. */
export const AddTeamMember = ({ team, candidates, search, onSearch, addMember, onClose }: AddTeamMemberProps) => {
  const { t } = useTranslation('organization')
  const [chosen, setChosen] = useState<Member>()
  const close = () => {
    onSearch('')
    onClose()
  }
  const add = () => {
    if (!chosen) return
    addMember.run({ id: team.id, userId: chosen.userId }, () => {
      toast.success(t('teams.added', { name: chosen.name, team: team.name }))
      setChosen(undefined)
    })
  }
  return (
    <Confirm
      isOpen
      title={t('teams.addTitle', { name: team.name })}
      verb={t('teams.addVerb')}
      canConfirm={chosen !== undefined}
      isPending={addMember.isPending}
      refusal={addMember.refusal}
      failures={addMember.failures}
      onConfirm={add}
      onClose={close}
    >
      <MemberPicker
        label={t('teams.pick')}
        members={candidates}
        search={search}
        onSearch={onSearch}
        without={team.members.map(({ id }) => id)}
        chosenId={chosen?.userId}
        onChoose={setChosen}
      />
    </Confirm>
  )
}
