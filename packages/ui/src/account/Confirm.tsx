'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '../primitives/Button.tsx'
import { Dialog } from '../primitives/Dialog.tsx'
import type { Action } from './action.ts'

export interface ConfirmProps {
  isOpen: boolean
  onClose: () => void
  title: string
  text: string
  verb: string
  action: Pick<Action<never>, 'isPending' | 'refusal' | 'reset'>
  onConfirm: () => void
}

/** Confirmation dialog for an action that is hard to undo. */
export const Confirm = ({ isOpen, onClose, title, text, verb, action, onConfirm }: ConfirmProps) => {
  const { t } = useTranslation('account')
  const close = () => {
    action.reset()
    onClose()
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && close()}
      title={title}
      description={text}
      actions={
        <>
          <Button variant="secondary" onClick={close}>
            {t('keys.cancel')}
          </Button>
          <Button variant="danger" isPending={action.isPending} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      {action.refusal && (
        <p role="alert" className="text-14 text-danger-text">
          {action.refusal.message}
        </p>
      )}
    </Dialog>
  )
}
