'use client'
import '@xyflow/react/dist/base.css'
import type { Topology } from '@pantheon/contract'
import { useMediaQuery, useTheme } from '@pantheon/ui'
import { type NodeChange, ReactFlow, ReactFlowProvider } from '@xyflow/react'
import { type FocusEvent, type MouseEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DiagramControls } from './DiagramControls.tsx'
import { type FlowNode, flowEdges, flowNodes } from './flow-graph.ts'
import { layoutOf } from './layout.ts'
import { ArrowHeads, NeedEdge } from './NeedEdge.tsx'
import { RegionNode } from './RegionNode.tsx'
import { ResourceNode } from './ResourceNode.tsx'
import { useViewport } from './use-viewport.ts'

const nodeTypes = { resource: ResourceNode, region: RegionNode }
const edgeTypes = { need: NeedEdge }

export interface DiagramProps {
  topology: Topology
  matches: ReadonlySet<string>
  openArn: string | null
  onOpen: (arn: string | null) => void
}

const Canvas = ({ topology, matches, openArn, onOpen }: DiagramProps) => {
  const { t } = useTranslation()
  const { theme } = useTheme()
  const [pointedArn, setPointedArn] = useState<string | null>(null)
  const isWide = useMediaQuery('(min-width: 48rem)', true)
  const layout = useMemo(() => layoutOf(topology, isWide ? 'landscape' : 'portrait'), [topology, isWide])
  const focus = useMemo(() => ({ activeArn: pointedArn ?? openArn, openArn, matches }), [pointedArn, openArn, matches])
  const nodes = useMemo(() => flowNodes(topology, layout, focus, t), [topology, layout, focus, t])
  const edges = useMemo(() => flowEdges(topology, layout, focus), [topology, layout, focus])
  useViewport({ topology, layout, matches, openArn })

  // The diagram can move under a resting pointer: only a pointer that actually moved counts as hovering.
  const pointer = useRef({ x: Number.NaN, y: Number.NaN })
  const followPointer = ({ clientX: x, clientY: y }: MouseEvent, node: FlowNode) => {
    const hasMoved = x !== pointer.current.x || y !== pointer.current.y
    pointer.current = { x, y }
    if (hasMoved && node.type === 'resource' && matches.has(node.id)) setPointedArn(node.id)
  }

  const onNodesChange = (changes: NodeChange<FlowNode>[]) => {
    const selections = changes.filter((change) => change.type === 'select')
    const chosen = selections.find((change) => change.selected)
    if (chosen) onOpen(chosen.id)
    else if (selections.length > 0) onOpen(null)
  }
  const pointTo = (event: FocusEvent) => {
    const wrapper = event.target.closest<HTMLElement>('.react-flow__node-resource')
    if (wrapper?.matches(':focus-visible')) setPointedArn(wrapper.dataset.id ?? null)
  }

  return (
    <div className="min-h-0 flex-1" onFocusCapture={pointTo} onBlurCapture={() => setPointedArn(null)}>
      <ArrowHeads />
      <ReactFlow
        aria-label={t('architecture.diagramName')}
        colorMode={theme}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeMouseMove={followPointer}
        onNodeMouseLeave={() => setPointedArn(null)}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elevateNodesOnSelect={false}
        multiSelectionKeyCode={null}
        selectionKeyCode={null}
        deleteKeyCode={null}
        minZoom={0.15}
        maxZoom={2}
        // The wheel scrolls a diagram taller than its viewport; with Ctrl or ⌘, or a pinch, it zooms.
        panOnScroll
        // With hundreds of resources only those in the viewport are rendered.
        onlyRenderVisibleElements={topology.nodes.length > 400}
        ariaLabelConfig={{
          'node.a11yDescription.default': t('architecture.diagramHelp'),
          'node.a11yDescription.keyboardDisabled': t('architecture.diagramHelp'),
        }}
        // The library is credited in the README; its attribution would cover resources.
        proOptions={{ hideAttribution: true }}
        className="estate-flow"
      />
    </div>
  )
}

/** The estate as a diagram. Loaded on demand. */
export const Diagram = (props: DiagramProps) => (
  <ReactFlowProvider>
    <div className="flex size-full flex-col">
      <Canvas {...props} />
      <DiagramControls />
    </div>
  </ReactFlowProvider>
)
