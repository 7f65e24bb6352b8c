'use client'
import type { CreatedApiKey } from '@pantheon/contract'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'
import { Dialog } from '../primitives/Dialog.tsx'
import { CreateKeyForm, type CreateKeyFormProps } from './CreateKeyForm.tsx'
import { SecretOnce } from './SecretOnce.tsx'

/** Creates a key, then shows its secret. While the secret is visible, Esc or a click outside does not close the dialog. */
export const CreateKeyDialog = ({ onClose, ...form }: Pick<CreateKeyFormProps, 'offered' | 'create'> & { onClose: () => void }) => {
  const close = () => {
    form.create.reset()
    onClose()
  }
  const { t } = useTranslation('account')
  const [created, setCreated] = useState<CreatedApiKey>()
  const formId = useId()
  const [isUrging, setUrging] = useState(false)
  return (
    <Dialog
      isOpen
      onOpenChange={() => (created ? setUrging(true) : close())}
      title={t(created ? 'keys.secretTitle' : 'keys.dialogTitle')}
      {...(created && { description: created.name })}
      actions={
        created ? (
          <Button onClick={close}>{t('keys.secretDone')}</Button>
        ) : (
          <>
            <Button variant="secondary" onClick={close}>
              {t('keys.cancel')}
            </Button>
            <Button type="submit" form={formId} isPending={form.create.isPending}>
              {t('keys.create')}
            </Button>
          </>
        )
      }
    >
      {created ? <SecretOnce secret={created.secret} isUrging={isUrging} /> : <CreateKeyForm {...form} id={formId} onCreated={setCreated} />}
    </Dialog>
  )
}
