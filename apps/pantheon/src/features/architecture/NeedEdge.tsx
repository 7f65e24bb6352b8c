'use client'
import { cn } from '@pantheon/ui'
import type { Edge, EdgeProps } from '@xyflow/react'
import { memo } from 'react'

/** `needs`: the edge leaves the active resource. `neededBy`: it arrives there. */
export type EdgeLight = 'plain' | 'needs' | 'neededBy' | 'dim'
export type NeedFlowEdge = Edge<{ path: string; light: EdgeLight; isAcross: boolean }, 'need'>

const lights: Record<EdgeLight, string> = {
  plain: 'stroke-line-strong opacity-55',
  needs: 'stroke-accent opacity-100 [stroke-width:2.5]',
  neededBy: 'stroke-info opacity-100 [stroke-width:2.5]',
  dim: 'stroke-line-strong opacity-12',
}

/** An edge from a resource to a dependency; dashed between accounts. Draws our own path instead of the library's. */
export const NeedEdge = memo(({ data }: EdgeProps<NeedFlowEdge>) => {
  if (data === undefined) return null
  const { path, light, isAcross } = data
  const isLit = light === 'needs' || light === 'neededBy'
  return (
    <path
      d={path}
      fill="none"
      strokeWidth="1.4"
      strokeDasharray={isAcross ? '5 4' : undefined}
      markerEnd={isLit ? `url(#arrow-${light})` : undefined}
      className={cn('transition-opacity duration-150', lights[light])}
    />
  )
})

/** The arrow head markers, rendered once per diagram. */
export const ArrowHeads = () => (
  <svg aria-hidden className="absolute size-0">
    <defs>
      {(['needs', 'neededBy'] as const).map((light) => (
        <marker
          key={light}
          id={`arrow-${light}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 L8 4 L0 8 Z" className={light === 'needs' ? 'fill-accent' : 'fill-info'} />
        </marker>
      ))}
    </defs>
  </svg>
)
