'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../account/action.ts'
import { Button } from '../primitives/Button.tsx'
import { Input } from '../primitives/controls.tsx'
import { Field } from '../primitives/Field.tsx'
import { Confirm } from './Confirm.tsx'
import { Section } from './Section.tsx'

/** Deletes the organization after its name was typed to confirm. States the consequences and until when it can be restored. */
export const DeleteOrganization = ({ name, remove }: { name: string; remove: Action<{ confirmation: string }> }) => {
  const { t } = useTranslation('organization')
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const close = () => {
    setOpen(false)
    setTyped('')
    setWrong(false)
    remove.reset()
  }
  const confirm = () => {
    const isSame = typed.trim() === name
    setWrong(!isSame)
    if (isSame) remove.run({ confirmation: typed.trim() })
    else document.getElementById('delete-confirmation')?.focus()
  }
  return (
    <>
      <Section
        isDanger
        title={t('delete.title')}
        text={t('delete.text')}
        actions={
          <Button variant="danger" onClick={() => setOpen(true)}>
            {t('delete.action')}
          </Button>
        }
      />
      {isOpen && (
        <Confirm
          isOpen
          isDanger
          title={t('delete.confirm', { name })}
          verb={t('delete.verb')}
          isPending={remove.isPending}
          refusal={remove.refusal}
          failures={remove.failures}
          onConfirm={confirm}
          onClose={close}
        >
          <ul className="list-disc space-y-1.5 pl-5 text-14 text-ink-muted">
            <li>{t('delete.access')}</li>
            <li>{t('delete.undo')}</li>
            <li>{t('delete.records')}</li>
          </ul>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              confirm()
            }}
          >
            <Field id="delete-confirmation" label={t('delete.type', { name })} error={isWrong ? t('delete.mismatch') : undefined}>
              <Input autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
            </Field>
          </form>
        </Confirm>
      )}
    </>
  )
}
