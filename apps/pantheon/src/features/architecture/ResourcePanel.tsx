'use client'
import type { AwsResource, Topology } from '@pantheon/contract'
import { cn, IconButton, loadPart, useMediaQuery } from '@pantheon/ui'
import { X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslation } from 'react-i18next'
import { estateHeight } from './EstateWaiting.tsx'
import { ResourceDetail } from './ResourceDetail.tsx'

// Only phones show details in a sheet.
const Sheet = dynamic(async () => (await loadPart(() => import('@pantheon/ui'))).Sheet, { ssr: false })

interface ResourcePanelProps {
  /** Beside the diagram it has the diagram's height; beside the list it is sticky. */
  beside: 'diagram' | 'list'
  resource: AwsResource
  topology: Topology
  onOpen: (arn: string | null) => void
}

/** A panel beside the diagram on a wide screen, so that both stay usable; a sheet on a narrow one. */
export const ResourcePanel = ({ beside, resource, topology, onOpen }: ResourcePanelProps) => {
  const { t } = useTranslation()
  const isWide = useMediaQuery('(min-width: 64rem)', true)
  if (!isWide) {
    return (
      <Sheet isOpen onOpenChange={(isOpen) => !isOpen && onOpen(null)} title={resource.name}>
        <ResourceDetail resource={resource} topology={topology} onOpen={onOpen} />
      </Sheet>
    )
  }
  return (
    <aside
      aria-label={t('architecture.details', { name: resource.name })}
      className={cn(
        'flex w-80 shrink-0 animate-drawer flex-col rounded-card border bg-surface shadow-1',
        beside === 'diagram' ? estateHeight : 'sticky top-20 max-h-[calc(100dvh-7rem)] self-start',
      )}
      onKeyDown={(event) => event.key === 'Escape' && onOpen(null)}
    >
      <div className="flex items-start justify-between gap-2 py-3 pr-2 pl-5">
        <h2 className="min-w-0 pt-1 text-16 font-semibold break-words">{resource.name}</h2>
        <IconButton name={t('architecture.close')} onClick={() => onOpen(null)}>
          <X />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs a tab stop */}
      <div tabIndex={0} role="group" aria-label={resource.name} className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
        <ResourceDetail resource={resource} topology={topology} onOpen={onOpen} />
      </div>
    </aside>
  )
}
