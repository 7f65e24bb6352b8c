'use client'
import type { Member } from '@pantheon/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, LoadedPages } from '../account/action.ts'
import { toast } from '../patterns/toast.ts'
import { Button } from '../primitives/Button.tsx'
import { Confirm } from './Confirm.tsx'
import { MemberPicker } from './MemberPicker.tsx'
import { Section } from './Section.tsx'

interface TransferOwnershipProps {
  name: string
  ownId: string
  candidates: LoadedPages<Member>
  search: string
  onSearch: (search: string) => void
  transfer: Action<{ userId: string }>
}

/** Transfers the organization to another member. */
export const TransferOwnership = ({ name, ownId, candidates, search, onSearch, transfer }: TransferOwnershipProps) => {
  const { t } = useTranslation('organization')
  const [isOpen, setOpen] = useState(false)
  const [heir, setHeir] = useState<Member>()
  const close = () => {
    setOpen(false)
    setHeir(undefined)
    onSearch('')
    transfer.reset()
  }
  const confirm = () => {
    if (!heir) return
    transfer.run({ userId: heir.userId }, () => {
      toast.success(t('transfer.done', { person: heir.name }))
      close()
    })
  }
  return (
    <>
      <Section
        title={t('transfer.title')}
        text={t('transfer.text')}
        actions={
          <Button variant="secondary" onClick={() => setOpen(true)}>
            {t('transfer.action')}
          </Button>
        }
      />
      {isOpen && (
        <Confirm
          isOpen
          isDanger
          title={heir ? t('transfer.confirm', { name, person: heir.name }) : t('transfer.choose')}
          text={t('transfer.consequence')}
          verb={t('transfer.verb')}
          canConfirm={heir !== undefined}
          isPending={transfer.isPending}
          refusal={transfer.refusal}
          failures={transfer.failures}
          onConfirm={confirm}
          onClose={close}
        >
          <MemberPicker
            label={t('transfer.pick')}
            members={candidates}
            search={search}
            onSearch={onSearch}
            without={[ownId]}
            chosenId={heir?.userId}
            onChoose={setHeir}
          />
        </Confirm>
      )}
    </>
  )
}
