'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { Button } from '../primitives/Button.tsx'
import { Confirm } from './Confirm.tsx'
import { Section } from './Section.tsx'

/** Leaves the organization; the user continues in another of theirs. */
export const LeaveOrganization = ({ name, leave }: { name: string; leave: Action<void> }) => {
  const { t } = useTranslation('organization')
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    leave.reset()
  }
  return (
    <>
      <Section
        title={t('leave.title')}
        text={t('leave.text')}
        actions={
          <Button variant="secondary" onClick={() => setOpen(true)}>
            {t('leave.action')}
          </Button>
        }
      />
      {isOpen && (
        <Confirm
          isOpen
          isDanger
          title={t('leave.confirm', { name })}
          text={t('leave.consequence')}
          verb={t('leave.verb')}
          isPending={leave.isPending}
          refusal={leave.refusal}
          failures={leave.failures}
          onConfirm={() => leave.run()}
          onClose={close}
        />
      )}
    </>
  )
}
