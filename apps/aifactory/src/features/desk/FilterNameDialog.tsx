import { Button, Dialog, Field, Input } from '@pantheon/ui'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface FilterNameDialogProps {
  title: string
  startName?: string
  isPending: boolean
  /** The server's validation error of the name. */
  problem: string | undefined
  onName: (name: string) => void
  onClose: () => void
}

/** Dialog for the name of a saved filter. */
export const FilterNameDialog = ({ title, startName = '', isPending, problem, onName, onClose }: FilterNameDialogProps) => {
  const { t } = useTranslation('desk')
  const [name, setName] = useState(startName)
  const [isTried, setTried] = useState(false)
  const missing = isTried && name.trim() === '' ? t('saved.nameMissing') : undefined
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() !== '') onName(name.trim())
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={t('saved.saveText')}
      actions={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t('saved.cancel')}
          </Button>
          <Button type="submit" form="filter-name" isPending={isPending}>
            {t('saved.saveVerb')}
          </Button>
        </>
      }
    >
      <form id="filter-name" onSubmit={onSubmit}>
        <Field label={t('saved.name')} error={missing ?? problem}>
          <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
