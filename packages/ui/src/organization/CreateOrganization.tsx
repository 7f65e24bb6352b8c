'use client'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { Dialog } from '../primitives/Dialog.tsx'
import { Skeleton } from '../primitives/Skeleton.tsx'
import { NameForm } from './NameForm.tsx'

/** Creates an organization owned by the user and switches to it. */
export const CreateOrganization = ({ create, onClose }: { create: Action<{ name: string }>; onClose: () => void }) => {
  const { t } = useTranslation('ui')
  const close = () => {
    create.reset()
    onClose()
  }
  return (
    <Dialog isOpen onOpenChange={close} title={t('organizationSwitch.create')} description={t('organizationSwitch.createText')}>
      <Suspense fallback={<Skeleton shape="form" className="h-24" />}>
        <NameForm
          id="new-organization-name"
          label={t('organizationSwitch.name')}
          verb={t('organizationSwitch.createVerb')}
          maxLength={120}
          takesFocus
          isPending={create.isPending}
          refusal={create.refusal}
          failures={create.failures}
          onCancel={close}
          onSubmit={(name) => create.run({ name })}
        />
      </Suspense>
    </Dialog>
  )
}
