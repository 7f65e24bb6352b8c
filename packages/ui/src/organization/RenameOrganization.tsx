'use client'
import type { Organization } from '@pantheon/contract'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { toast } from '../patterns/toast.ts'
import { Conflict } from './Conflict.tsx'
import { NameForm } from './NameForm.tsx'

/** What the server has now, when somebody else changed it first. */
const currentOf = (refusal: Action<never>['refusal']): Organization | undefined =>
  refusal?.code === 'version.stale' ? (refusal.details.current as Organization | undefined) : undefined

/** The organization's name. When somebody else changed it meanwhile, theirs is shown and nothing typed is lost. */
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
  // The version that was on the screen when this began to be typed is the one to save over, not one that came in since.
  const [base, setBase] = useState(organization)
  const [isTyping, setTyping] = useState(false)
  // Nobody is in the middle of something: what came in since is what they see.
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
