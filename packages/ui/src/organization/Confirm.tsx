'use client'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal } from '../account/action.ts'
import { Button } from '../primitives/Button.tsx'
import { Dialog } from '../primitives/Dialog.tsx'
import { ErrorSummary } from '../primitives/Field.tsx'

interface ConfirmProps {
  isOpen: boolean
  title: string
  text?: string
  /** The label of the confirm button. */
  verb: string
  isDanger?: boolean
  /** False while a required choice is missing. */
  canConfirm?: boolean
  isPending: boolean
  refusal: Refusal | undefined
  failures: number
  onConfirm: () => void
  onClose: () => void
  children?: ReactNode
}

/** Confirmation dialog for an action that is hard to undo. A refusal is shown inside it. */
export const Confirm = ({
  isOpen,
  title,
  text,
  verb,
  isDanger = false,
  canConfirm = true,
  isPending,
  refusal,
  failures,
  onConfirm,
  onClose,
  children,
}: ConfirmProps) => {
  const { t } = useTranslation('organization')
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={title}
      {...(text !== undefined && { description: text })}
      actions={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant={isDanger ? 'danger' : 'primary'} isPending={isPending} disabled={!canConfirm} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      {(refusal || children !== undefined) && (
        <div className="space-y-4">
          <ErrorSummary problems={[]} message={refusal?.message} attempt={failures} />
          {children}
        </div>
      )}
    </Dialog>
  )
}
