'use client'
import { IconButton } from '@pantheon/ui'
import { useReactFlow } from '@xyflow/react'
import { Maximize, Minus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { wholeView } from './whole-view.ts'

const Line = ({ className, label }: { className: string; label: string }) => (
  <span className="inline-flex items-center gap-2">
    <svg aria-hidden viewBox="0 0 24 6" className="h-1.5 w-6">
      <path d="M0 3 H20" strokeWidth="2.5" className={className} />
      <path d="M17 0 L24 3 L17 6 Z" className={className} stroke="none" />
    </svg>
    {label}
  </span>
)

/** Zoom, fit, and a legend of the two edge colours: below the diagram, where it covers nothing. */
export const DiagramControls = () => {
  const { t } = useTranslation()
  const { zoomIn, zoomOut, fitView } = useReactFlow()
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 border-t bg-surface pr-1 pl-3">
      <p className="flex flex-wrap gap-x-4 py-1 text-12 text-ink-muted">
        <Line className="fill-accent stroke-accent" label={t('architecture.needs')} />
        <Line className="fill-info stroke-info" label={t('architecture.neededBy')} />
      </p>
      <div className="ml-auto flex">
        <IconButton name={t('architecture.zoomIn')} onClick={() => void zoomIn({ duration: 150 })}>
          <Plus />
        </IconButton>
        <IconButton name={t('architecture.zoomOut')} onClick={() => void zoomOut({ duration: 150 })}>
          <Minus />
        </IconButton>
        <IconButton name={t('architecture.fit')} onClick={() => void fitView({ ...wholeView, duration: 200 })}>
          <Maximize />
        </IconButton>
      </div>
    </div>
  )
}
