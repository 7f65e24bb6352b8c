import type { Topology } from '@pantheon/contract'
import type { Translate } from '../../i18n.ts'
import { edgePath } from './edge-path.ts'
import type { EstateLayout } from './layout.ts'
import { nodeSize } from './layout.ts'
import type { EdgeLight, NeedFlowEdge } from './NeedEdge.tsx'
import type { RegionFlowNode } from './RegionNode.tsx'
import type { Presence, ResourceFlowNode } from './ResourceNode.tsx'

export type FlowNode = ResourceFlowNode | RegionFlowNode

interface Focus {
  /** The resource that is hovered, focused or open. */
  activeArn: string | null
  openArn: string | null
  matches: ReadonlySet<string>
}

/** A resource and its direct neighbours, in both directions. */
export const neighboursOf = (edges: Topology['edges'], arn: string): Set<string> =>
  new Set([arn, ...edges.flatMap(({ from, to }) => (from === arn ? [to] : to === arn ? [from] : []))])

/** The nodes of the diagram: accounts first, which are drawn below everything, then resources at their layout positions. */
export const flowNodes = (topology: Topology, { regions, places }: EstateLayout, { activeArn, openArn, matches }: Focus, t: Translate): FlowNode[] => {
  const neighbours = activeArn === null ? null : neighboursOf(topology.edges, activeArn)
  const presenceOf = (arn: string): Presence => {
    // An open resource stays highlighted while another is hovered.
    if (neighbours !== null) return neighbours.has(arn) || arn === openArn ? 'lit' : matches.has(arn) ? 'dim' : 'hidden'
    return matches.has(arn) ? 'plain' : 'hidden'
  }
  const isDim = (accountId: string) => !topology.nodes.some((node) => node.accountId === accountId && matches.has(node.arn))
  return [
    ...regions.map(
      ({ account, x, y, width, height }): RegionFlowNode => ({
        id: account.id,
        type: 'region',
        position: { x, y },
        width,
        height,
        zIndex: -1,
        selectable: false,
        focusable: false,
        data: { account, isDim: isDim(account.id) },
      }),
    ),
    ...topology.nodes.map(
      (resource): ResourceFlowNode => ({
        id: resource.arn,
        type: 'resource',
        position: places.get(resource.arn) ?? { x: 0, y: 0 },
        ...nodeSize,
        zIndex: 1,
        ...(matches.has(resource.arn) ? { ariaRole: 'button' as const } : { domAttributes: { 'aria-hidden': true } }),
        ariaLabel: `${resource.name}, ${t(`resourceType.${resource.type}`)}, ${t(`resourceState.${resource.state}`)}`,
        selected: resource.arn === openArn,
        // Resources excluded by the filters are not in the tab order.
        focusable: matches.has(resource.arn),
        data: { resource, presence: presenceOf(resource.arn) },
      }),
    ),
  ]
}

const lightOf = ({ from, to }: Topology['edges'][number], { activeArn, matches }: Focus): EdgeLight => {
  if (activeArn !== null) return from === activeArn ? 'needs' : to === activeArn ? 'neededBy' : 'dim'
  return matches.has(from) && matches.has(to) ? 'plain' : 'dim'
}

/** The edges of the diagram; those of the active resource are last, so that they are drawn on top. */
export const flowEdges = (topology: Topology, { places }: EstateLayout, focus: Focus): NeedFlowEdge[] => {
  const accounts = new Map(topology.nodes.map((node) => [node.arn, node.accountId]))
  const drawn = topology.edges.map((edge): NeedFlowEdge => {
    const [from, to] = [places.get(edge.from) ?? { x: 0, y: 0 }, places.get(edge.to) ?? { x: 0, y: 0 }]
    const data = { path: edgePath(from, to), light: lightOf(edge, focus), isAcross: accounts.get(edge.from) !== accounts.get(edge.to) }
    return { id: `${edge.from} ${edge.to}`, type: 'need', source: edge.from, target: edge.to, focusable: false, selectable: false, data }
  })
  const isLit = (edge: NeedFlowEdge) => edge.source === focus.activeArn || edge.target === focus.activeArn
  return [...drawn.filter((edge) => !isLit(edge)), ...drawn.filter(isLit)]
}
