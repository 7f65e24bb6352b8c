'use client'
import type { Team } from '@pantheon/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { Dialog } from '../primitives/Dialog.tsx'
import { Conflict } from './Conflict.tsx'
import { NameForm } from './NameForm.tsx'

interface RenameTeamProps {
  team: Team
  rename: Action<{ id: string; name: string; version: number }>
  onDone: (name: string) => void
  onClose: () => void
}

/** Renames a team. After an edit conflict the current name is shown and the user chooses. */
export const RenameTeam = ({ team, rename, onDone, onClose }: RenameTeamProps) => {
  const { t } = useTranslation('organization')
  const [typed, setTyped] = useState(team.name)
  const theirs = rename.refusal?.code === 'version.stale' ? (rename.refusal.details.current as Team | undefined) : undefined
  const save = (name: string, version: number) => {
    setTyped(name)
    rename.run({ id: team.id, name, version }, () => onDone(name))
  }
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('teams.renameTitle', { name: team.name })}>
      <div className="space-y-4">
        {theirs && (
          <Conflict
            text={t('teams.conflict', { name: theirs.name })}
            isPending={rename.isPending}
            onTakeTheirs={onClose}
            onSaveMine={() => save(typed, theirs.version)}
          />
        )}
        <NameForm
          id="team-name"
          label={t('teams.name')}
          verb={t('save')}
          name={team.name}
          maxLength={80}
          isPending={rename.isPending}
          refusal={theirs ? undefined : rename.refusal}
          failures={rename.failures}
          onCancel={onClose}
          onSubmit={(name) => save(name, (theirs ?? team).version)}
        />
      </div>
    </Dialog>
  )
}
