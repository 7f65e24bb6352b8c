'use client'
import type { Team } from '@pantheon/contract'
import { Pencil, Trash2, UserPlus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { Medallion } from '../patterns/Medallion.tsx'
import { toast } from '../patterns/toast.ts'
import { Button } from '../primitives/Button.tsx'
import { Card } from '../primitives/Card.tsx'
import { IconButton } from '../primitives/IconButton.tsx'

interface TeamCardProps {
  team: Team
  canManage: boolean
  removeMember: Action<{ id: string; userId: string }>
  onAdd: () => void
  onRename: () => void
  onRemove: () => void
}

/** One team and its members. */
export const TeamCard = ({ team, canManage, removeMember, onAdd, onRename, onRemove }: TeamCardProps) => {
  const { t } = useTranslation('organization')
  const takeOut = (person: { id: string; name: string }) =>
    removeMember.run({ id: team.id, userId: person.id }, () => toast.success(t('teams.takenOut', { name: person.name, team: team.name })))
  return (
    <Card className="p-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-16 font-semibold break-words">{team.name}</h2>
          <p className="text-13 text-ink-faint">{t('teams.size', { count: team.members.length })}</p>
        </div>
        {canManage && (
          <div className="-mt-1 -mr-1 flex shrink-0">
            <IconButton name={t('teams.rename', { name: team.name })} onClick={onRename}>
              <Pencil aria-hidden />
            </IconButton>
            <IconButton name={t('teams.remove', { name: team.name })} onClick={onRemove}>
              <Trash2 aria-hidden />
            </IconButton>
          </div>
        )}
      </div>
      {team.members.length > 0 && (
        <ul aria-label={t('teams.membersOf', { name: team.name })} className="mt-3 flex flex-wrap gap-2">
          {team.members.map((person) => (
            <li key={person.id} className="flex min-h-8 max-w-full items-center gap-2 rounded-full border bg-sunken pr-1 pl-1 text-13 last-of-type:mr-0">
              <Medallion name={person.name} className="size-6" />
              <span className={canManage ? 'truncate' : 'truncate pr-2'}>{person.name}</span>
              {canManage && (
                <button
                  type="button"
                  aria-label={t('teams.takeOut', { name: person.name, team: team.name })}
                  className="grid size-6 shrink-0 place-items-center rounded-full text-ink-faint hover:bg-hover hover:text-ink touch:size-11"
                  onClick={() => takeOut(person)}
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {team.members.length === 0 && <p className="mt-3 text-14 text-ink-muted">{t('teams.nobody')}</p>}
      {canManage && (
        <Button variant="secondary" size="small" className="mt-4" onClick={onAdd}>
          <UserPlus aria-hidden />
          {t('teams.add')}
        </Button>
      )}
    </Card>
  )
}
