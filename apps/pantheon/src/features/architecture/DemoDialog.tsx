'use client'
import { Dialog } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'

/** Explains the demo estate, and how to connect a real one. */
export const DemoDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation()
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t('architecture.demoEstate')}>
      <p className="text-ink-muted">{t('architecture.demoHow')}</p>
    </Dialog>
  )
}
