'use client'
import { Badge, Dialog } from '@pantheon/ui'
import { Info } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Says that the estate is an example, and what to do about it. */
export const DemoBadge = () => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" aria-haspopup="dialog" className="inline-flex min-h-6 items-center rounded-full touch:min-h-11" onClick={() => setOpen(true)}>
        <Badge tone="warning">
          {t('architecture.demoEstate')}
          <Info aria-hidden className="size-3.5" />
        </Badge>
      </button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t('architecture.demoEstate')}>
        <p className="text-ink-muted">{t('architecture.demoHow')}</p>
      </Dialog>
    </>
  )
}
