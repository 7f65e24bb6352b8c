'use client'
import type { AwsResource } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { resourceTone, toneFill } from '../live/tones.ts'
import { nodeSize } from './layout.ts'
import { ResourceIcon } from './ResourceIcon.tsx'

/** `lit`: highlighted. `dim`: in the background. `hidden`: excluded by the filters. */
export type Presence = 'plain' | 'lit' | 'dim' | 'hidden'
export type ResourceFlowNode = Node<{ resource: AwsResource; presence: Presence }, 'resource'>

/** A dimmed node keeps its text contrast and only loses its background. */
const presences: Record<Presence, string> = {
  plain: 'bg-surface shadow-1',
  lit: 'border-accent bg-surface shadow-2',
  dim: 'border-transparent *:text-ink-faint [&_svg]:opacity-50',
  // An outline without text, so that the shape of the estate stays.
  hidden: 'border-dashed opacity-60 *:invisible',
}

/** A resource in the diagram. The library's wrapper around it handles focus and clicks. */
export const ResourceNode = memo(({ data: { resource, presence }, selected }: NodeProps<ResourceFlowNode>) => {
  const { t } = useTranslation()
  const isSteady = resource.state === 'active'
  return (
    <div
      aria-hidden={presence === 'hidden' || undefined}
      style={nodeSize}
      className={cn(
        'flex flex-col justify-center gap-0.5 rounded-[8px] border px-1.5 transition-[opacity,border-color,box-shadow] duration-150',
        resource.state === 'failed' && presence === 'plain' && 'border-danger',
        presences[presence],
        selected && 'border-accent ring-2 ring-accent',
      )}
    >
      <Handle type="target" position={Position.Left} isConnectable={false} className="invisible" />
      <span className="flex min-h-9 items-center gap-2 text-ink">
        <span className="relative">
          <ResourceIcon type={resource.type} className="size-7" />
          <span
            aria-hidden
            className={cn(
              'absolute -right-1 -bottom-1 rounded-full ring-2 ring-surface',
              isSteady ? 'size-2' : 'size-3',
              toneFill[resourceTone[resource.state]],
            )}
          />
        </span>
        <span className="line-clamp-2 min-w-0 flex-1 text-[15px] leading-4.5 font-medium tracking-[-0.01em] break-words">{resource.name}</span>
      </span>
      {/* Problems come first, where they are never truncated. */}
      <span className="block truncate text-14 leading-5 text-ink-faint">
        {!isSteady && <span className="font-medium text-ink">{t(`resourceState.${resource.state}`)} · </span>}
        {t(`resourceType.${resource.type}`)}
      </span>
      <Handle type="source" position={Position.Right} isConnectable={false} className="invisible" />
    </div>
  )
})
