'use client'
import type { Member } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { toast } from '../patterns/toast.ts'
import { Confirm } from './Confirm.tsx'

/** Confirms the removal of a member. */
export const RemoveMember = ({ member, remove, onClose }: { member: Member; remove: Action<{ userId: string }>; onClose: () => void }) => {
  const { t } = useTranslation('organization')
  const close = () => {
    remove.reset()
    onClose()
  }
  const confirm = () =>
    remove.run({ userId: member.userId }, () => {
      toast.success(t('members.removed', { name: member.name }))
      close()
    })
  return (
    <Confirm
      isOpen
      isDanger
      title={t('members.removeTitle', { name: member.name })}
      text={t('members.removeText')}
      verb={t('members.removeVerb')}
      isPending={remove.isPending}
      refusal={remove.refusal}
      failures={remove.failures}
      onConfirm={confirm}
      onClose={close}
    />
  )
}
