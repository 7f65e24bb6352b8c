'use client'
import type { Organization } from '@pantheon/contract'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { toast } from '../patterns/toast.ts'
import { Conflict } from './Conflict.tsx'
import { NameForm } from './NameForm.tsx'

/** The current version on the server after an edit conflict. */
const currentOf = (refusal: Action<never>['refusal']): Organization | undefined =>
  refusal?.code === 'version.stale' ? (refusal.details.current as Organization | undefined) : undefined

/** The organization's name. After an edit conflict the current name is shown and the input is kept. */
export const RenameOrganization = ({
  organization,
  rename,
}: {
  organization: Organization
  rename: Action<{ name: string; version: number }, Organization>
}) => {
  const { t } = useTranslation('organization')
  const [typed, setTyped] = useState('')
  const [startedOver, setStartedOver] = useState(0)
  // Saves over the version that was shown when typing began, not one that arrived since, so that a conflict is detected.
  const [base, setBase] = useState(organization)
  const [isTyping, setTyping] = useState(false)
  // While nothing is being typed, updates are shown at once.
  useEffect(() => {
    if (!isTyping) setBase(organization)
  }, [isTyping, organization])
  const theirs = currentOf(rename.refusal)
  const save = (name: string, version: number) => {
    setTyped(name)
    rename.run({ name, version }, (renamed) => {
      toast.success(t('general.renamed'))
      setBase(renamed)
      setTyping(false)
      setStartedOver((count) => count + 1)
    })
  }
  const takeTheirs = () => {
    if (theirs) setBase(theirs)
    setTyping(false)
    rename.reset()
    setStartedOver((count) => count + 1)
  }
  return (
    <div className="space-y-4" onInput={() => setTyping(true)}>
      {theirs && (
        <Conflict
          text={t('general.conflict', { name: theirs.name })}
          isPending={rename.isPending}
          onTakeTheirs={takeTheirs}
          onSaveMine={() => save(typed, theirs.version)}
        />
      )}
      <NameForm
        key={startedOver}
        id="organization-name"
        label={t('general.name')}
        verb={t('save')}
        name={base.name}
        maxLength={120}
        isPending={rename.isPending}
        refusal={theirs ? undefined : rename.refusal}
        failures={rename.failures}
        onSubmit={(name) => save(name, base.version)}
      />
    </div>
  )
}
