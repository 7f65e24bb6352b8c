'use client'
import { Badge, loadPart } from '@pantheon/ui'
import { Info } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const DemoDialog = dynamic(async () => (await loadPart(() => import('./DemoDialog.tsx'))).DemoDialog, { ssr: false })

/** Marks the estate as a demo; opens an explanation. */
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
      {isOpen && <DemoDialog onClose={() => setOpen(false)} />}
    </>
  )
}
