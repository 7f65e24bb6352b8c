import type { Topology } from '@pantheon/contract'
import { useMediaQuery } from '@pantheon/ui'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { circleOf } from './flow-graph.ts'
import { type EstateLayout, nodeSize } from './layout.ts'
import { wholeView } from './whole-view.ts'

const useMotion = () => (useMediaQuery('(prefers-reduced-motion: reduce)') ? 0 : 200)

/** Shows the accounts that hold what the filters let through. */
export const useFitToMatches = ({ topology, matches }: { topology: Topology; matches: ReadonlySet<string> }) => {
  const { fitView } = useReactFlow()
  const duration = useMotion()
  // Whole accounts, not single resources: where something stands is half of what it is.
  const shown = topology.accounts.filter(({ id }) => topology.nodes.some((node) => node.accountId === id && matches.has(node.arn)))
  const key = shown.map((account) => account.id).join(' ')
  useEffect(() => {
    void fitView({ nodes: key.split(' ').map((id) => ({ id })), ...wholeView, maxZoom: 1.1, duration })
  }, [key, fitView, duration])
}

/** The panel over the right of the diagram, with its margin. On narrow screens details come as a sheet instead. */
const panelWidth = 344
const margin = 16

/** How far to move a span so that it lies within bounds; its start wins where it does not fit. */
const shiftInto = ([start, end]: [number, number], [least, most]: [number, number]): number => Math.max(least - start, Math.min(0, most - end))

/** Moves the diagram just as far as it takes to see an opened resource and its neighbours beside the panel. */
export const useRoomForPanel = ({ topology, layout, openArn }: { topology: Topology; layout: EstateLayout; openArn: string | null }) => {
  const { getViewport, setViewport } = useReactFlow()
  const store = useStoreApi()
  const duration = useMotion()
  const isWide = useMediaQuery('(min-width: 64rem)', true)
  useEffect(() => {
    if (openArn === null || !isWide) return
    const places = [...circleOf(topology.edges, openArn)].flatMap((arn) => layout.places.get(arn) ?? [])
    const { x, y, zoom } = getViewport()
    const { width, height } = store.getState()
    const span = (values: number[], size: number, offset: number): [number, number] => [
      Math.min(...values) * zoom + offset,
      (Math.max(...values) + size) * zoom + offset,
    ]
    const across = span(
      places.map((place) => place.x),
      nodeSize.width,
      x,
    )
    const down = span(
      places.map((place) => place.y),
      nodeSize.height,
      y,
    )
    const dx = shiftInto(across, [margin, width - panelWidth - margin])
    const dy = shiftInto(down, [margin, height - margin])
    if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom }, { duration })
  }, [openArn, isWide, topology.edges, layout, getViewport, setViewport, store, duration])
}
