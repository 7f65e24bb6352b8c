import type { Topology } from '@pantheon/contract'
import { useMediaQuery } from '@pantheon/ui'
import { useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'
import { neighboursOf } from './flow-graph.ts'
import { type EstateLayout, nodeSize, type Point } from './layout.ts'
import { boxAround, readableView, wholeView } from './whole-view.ts'

interface ViewportNeeds {
  topology: Topology
  layout: EstateLayout
  matches: ReadonlySet<string>
  openArn: string | null
}

const margin = 16

type Span = [start: number, end: number]

/** The offset that moves a span into bounds; the start is aligned where it does not fit. */
const shiftInto = ([start, end]: Span, [least, most]: Span): number => Math.max(least - start, Math.min(0, most - end))

/** The offset that moves `all` into bounds, or at least `own` where not all of it fits. */
const shiftToSee = (all: Span, own: Span, bounds: Span): number => shiftInto(all[1] - all[0] <= bounds[1] - bounds[0] ? all : own, bounds)

const useMotion = () => (useMediaQuery('(prefers-reduced-motion: reduce)') ? 0 : 200)

/** Pans the diagram by the minimum needed to show a resource, with its neighbours where they all fit beside it. */
const useMakeRoom = ({ topology, layout }: Pick<ViewportNeeds, 'topology' | 'layout'>) => {
  const { getViewport, setViewport } = useReactFlow()
  const store = useStoreApi()
  const duration = useMotion()
  return useCallback(
    (arn: string) => {
      const own = layout.places.get(arn)
      if (own === undefined) return
      const places = [...neighboursOf(topology.edges, arn)].flatMap((other) => layout.places.get(other) ?? [])
      const { x, y, zoom } = getViewport()
      const { width, height } = store.getState()
      const span = (values: number[], size: number, offset: number): Span => [Math.min(...values) * zoom + offset, (Math.max(...values) + size) * zoom + offset]
      const across = (some: Point[]) =>
        span(
          some.map((place) => place.x),
          nodeSize.width,
          x,
        )
      const down = (some: Point[]) =>
        span(
          some.map((place) => place.y),
          nodeSize.height,
          y,
        )
      const dx = shiftToSee(across(places), across([own]), [margin, width - margin])
      const dy = shiftToSee(down(places), down([own]), [margin, height - margin])
      if (dx !== 0 || dy !== 0) void setViewport({ x: x + dx, y: y + dy, zoom }, { duration })
    },
    [topology.edges, layout, getViewport, setViewport, store, duration],
  )
}

/**
 * Keeps relevant parts in view: the accounts with matching resources, and an open resource beside its panel. A desktop shows them at a readable
 * zoom and scrolls; a phone shows them whole.
 */
export const useViewport = ({ topology, layout, matches, openArn }: ViewportNeeds) => {
  const { fitView, setViewport } = useReactFlow()
  const store = useStoreApi()
  const duration = useMotion()
  const isDesk = useMediaQuery('(min-width: 48rem)', true)
  const isWide = useMediaQuery('(min-width: 64rem)', true)
  const makeRoom = useMakeRoom({ topology, layout })
  // On narrow screens details are a sheet over everything.
  const besidePanel = isWide ? openArn : null
  // The panel reduces the diagram's width from the right; the resource is panned into view after that resize.
  const room = useStore((state) => state.width)
  const seeOpened = useRef<() => void>(() => undefined)
  useEffect(() => {
    seeOpened.current = () => room > 0 && besidePanel !== null && makeRoom(besidePanel)
    seeOpened.current()
  }, [besidePanel, makeRoom, room])

  // Whole accounts rather than single resources: the account is essential context.
  const shown = topology.accounts.filter(({ id }) => topology.nodes.some((node) => node.accountId === id && matches.has(node.arn)))
  const key = shown.map((account) => account.id).join(' ')
  const { x, y, width, height } = boxAround(layout.regions.filter(({ account }) => shown.includes(account)))
  const isPlaced = useRef(false)
  useEffect(() => {
    const place = () => {
      if (!isDesk) return fitView({ nodes: key.split(' ').map((id) => ({ id })), ...wholeView, maxZoom: 1.1, duration })
      // No animation for the first view.
      return setViewport(readableView({ x, y, width, height }, store.getState()), { duration: isPlaced.current ? duration : 0 })
    }
    // The first fit waits until the diagram is measured, and would undo an earlier pan.
    void place().then(() => seeOpened.current())
    isPlaced.current = true
  }, [key, x, y, width, height, isDesk, fitView, setViewport, store, duration])
}
