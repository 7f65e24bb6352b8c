import type { AwsAccount, AwsResource, Topology } from '@pantheon/contract'

export interface Point {
  x: number
  y: number
}
export interface Box extends Point {
  width: number
  height: number
}
export interface Region extends Box {
  account: AwsAccount
}
export interface EstateLayout {
  regions: Region[]
  /** The position of each resource, by ARN, in diagram coordinates. */
  places: Map<string, Point>
}

/** Seven columns of this width fit a laptop's window at a readable zoom. */
export const nodeSize = { width: 160, height: 68 }
const gap = { column: 24, row: 8, region: 18 }
const padding = { top: 48, side: 14, bottom: 14 }
/**
 * The aspect ratio (width / height) the diagram is packed for: about one and a half screens on a desktop, where it scrolls instead of shrinking.
 */
export type Aspect = 'landscape' | 'portrait'
const aspects: Record<Aspect, number> = { landscape: 1.1, portrait: 0.5 }

type Edge = Topology['edges'][number]

/** Edges indexed by source and by target: a scan per resource would be too slow for thousands. */
interface Links {
  from: ReadonlyMap<string, readonly Edge[]>
  to: ReadonlyMap<string, readonly Edge[]>
}
const none: readonly Edge[] = []

const byEnd = (edges: readonly Edge[], end: 'from' | 'to'): Map<string, Edge[]> => {
  const found = new Map<string, Edge[]>()
  for (const edge of edges) {
    const known = found.get(edge[end])
    if (known) known.push(edge)
    else found.set(edge[end], [edge])
  }
  return found
}
const linksOf = (edges: readonly Edge[]): Links => ({ from: byEnd(edges, 'from'), to: byEnd(edges, 'to') })

/** The edges without those that close a cycle, so that every resource has a layer. */
const withoutCycles = (arns: readonly string[], { from: next }: Links): Edge[] => {
  const state = new Map<string, 'open' | 'done'>()
  const kept: Edge[] = []
  const visit = (arn: string): void => {
    state.set(arn, 'open')
    for (const edge of next.get(arn) ?? none) {
      if (state.get(edge.to) === 'open') continue
      kept.push(edge)
      if (!state.has(edge.to)) visit(edge.to)
    }
    state.set(arn, 'done')
  }
  for (const arn of arns) if (!state.has(arn)) visit(arn)
  return kept
}

/** The length of the longest path to each resource: 0 where it has no predecessor. */
const depths = (arns: readonly string[], links: Links, towards: 'from' | 'to'): Map<string, number> => {
  const before = links[towards === 'from' ? 'to' : 'from']
  const found = new Map<string, number>()
  const depth = (arn: string): number => {
    const known = found.get(arn)
    if (known !== undefined) return known
    const value = Math.max(-1, ...(before.get(arn) ?? none).map((edge) => depth(edge[towards]))) + 1
    found.set(arn, value)
    return value
  }
  for (const arn of arns) depth(arn)
  return found
}

/** Assigns columns from dependents to dependencies. A resource that fits several columns takes the emptiest one. */
const columnsOf = (arns: readonly string[], links: Links): string[][] => {
  const forward = depths(arns, links, 'from')
  const backward = depths(arns, links, 'to')
  const count = Math.max(0, ...forward.values()) + 1
  // With few resources an account without inner edges becomes a block instead of one long column.
  const width = Math.max(count, Math.ceil(Math.sqrt(arns.length / 1.6)))
  const columns: string[][] = Array.from({ length: width }, () => [])
  const at = new Map<string, number>()
  const standing = (end: 'from' | 'to', arn: string) => (links[end].get(arn) ?? none).flatMap((edge) => at.get(edge[end === 'from' ? 'to' : 'from']) ?? [])
  const bounds = (arn: string): [number, number] => {
    const least = Math.max(forward.get(arn) ?? 0, ...standing('to', arn).map((column) => column + 1))
    const most = Math.min(width - 1 - (backward.get(arn) ?? 0), ...standing('from', arn).map((column) => column - 1))
    return [least, Math.max(least, most)]
  }
  const slack = (arn: string) => width - 1 - (forward.get(arn) ?? 0) - (backward.get(arn) ?? 0)
  for (const arn of arns.toSorted((a, b) => slack(a) - slack(b))) {
    const [least, most] = bounds(arn)
    let best = least
    for (let column = least; column <= most; column += 1) if ((columns[column]?.length ?? 0) < (columns[best]?.length ?? 0)) best = column
    columns[best]?.push(arn)
    at.set(arn, best)
  }
  return columns.filter((column) => column.length > 0)
}

/** Orders each column by the positions of its neighbours, in a few sweeps back and forth: short edges, few crossings. */
const untangled = (columns: string[][], links: Links): string[][] => {
  const rows = new Map<string, number>()
  const settle = (column: string[]) => {
    for (const [row, arn] of column.entries()) rows.set(arn, row - (column.length - 1) / 2)
  }
  for (const column of columns) settle(column)
  const neighbours = (arn: string) => [...(links.from.get(arn) ?? none).map((edge) => edge.to), ...(links.to.get(arn) ?? none).map((edge) => edge.from)]
  const weight = (arn: string) => {
    const around = neighbours(arn).map((other) => rows.get(other) ?? 0)
    return around.length === 0 ? (rows.get(arn) ?? 0) : around.reduce((sum, row) => sum + row, 0) / around.length
  }
  let current = columns
  for (let sweep = 0; sweep < 6; sweep += 1) {
    current = current.map((column) => {
      const weights = new Map(column.map((arn) => [arn, weight(arn)]))
      const sorted = column.toSorted((a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0))
      settle(sorted)
      return sorted
    })
  }
  return current
}

interface Block {
  account: AwsAccount
  width: number
  height: number
  places: [arn: string, at: Point][]
}

const blockOf = (account: AwsAccount, resources: readonly AwsResource[], all: Links): Block => {
  const arns = resources.map((resource) => resource.arn)
  const own = new Set(arns)
  const inner = arns.flatMap((arn) => (all.from.get(arn) ?? none).filter((edge) => own.has(edge.to)))
  const links = linksOf(withoutCycles(arns, linksOf(inner)))
  const columns = untangled(columnsOf(arns, links), links)
  const tallest = Math.max(1, ...columns.map((column) => column.length))
  const stride = { x: nodeSize.width + gap.column, y: nodeSize.height + gap.row }
  const places = columns.flatMap((column, x) =>
    column.map((arn, y): [string, Point] => [arn, { x: padding.side + x * stride.x, y: padding.top + (y + (tallest - column.length) / 2) * stride.y }]),
  )
  return {
    account,
    width: Math.max(1, columns.length) * stride.x - gap.column + 2 * padding.side,
    height: tallest * stride.y - gap.row + padding.top + padding.bottom,
    places,
  }
}

/** Packs blocks into rows (shelves) no wider than `limit`, keeping their order. */
const shelvesOf = (blocks: readonly Block[], limit: number): Block[][] => {
  const shelves: Block[][] = []
  let room = 0
  for (const block of blocks) {
    const row = shelves.at(-1)
    if (row !== undefined && block.width <= room) {
      row.push(block)
      room -= block.width + gap.region
    } else {
      shelves.push([block])
      room = limit - block.width - gap.region
    }
  }
  return shelves
}

const widthOf = (row: readonly Block[]) => row.reduce((sum, block) => sum + block.width + gap.region, -gap.region)
const heightOf = (row: readonly Block[]) => Math.max(...row.map((block) => block.height))

/** The packing with the largest zoom for an aspect ratio, over all candidate widths. */
const bestShelves = (blocks: readonly Block[], aspect: number): Block[][] => {
  const limits = blocks.flatMap((_, start) => blocks.slice(start).map((__, length) => widthOf(blocks.slice(start, start + length + 1))))
  const cost = (shelves: Block[][]) => Math.max(...shelves.map(widthOf), aspect * shelves.reduce((sum, row) => sum + heightOf(row) + gap.region, -gap.region))
  const widest = Math.max(...blocks.map((block) => block.width))
  const packings = [...new Set(limits)].filter((limit) => limit >= widest).map((limit) => shelvesOf(blocks, limit))
  return packings.toSorted((a, b) => cost(a) - cost(b))[0] ?? []
}

/**
 * Computes the layout: one region per account, with columns from dependents to dependencies inside. Pure and deterministic: the same topology
 * always has the same layout. Every resource gets a position.
 */
export const layoutOf = ({ accounts, nodes, edges }: Pick<Topology, 'accounts' | 'nodes' | 'edges'>, aspect: Aspect = 'landscape'): EstateLayout => {
  const links = linksOf(edges)
  const residents = (accountId: string) => nodes.filter((node) => node.accountId === accountId)
  const blocks = accounts.map((account) => blockOf(account, residents(account.id), links))
  const shelves = bestShelves(blocks, aspects[aspect])
  const total = Math.max(0, ...shelves.map(widthOf))
  const regions: Region[] = []
  const places = new Map<string, Point>()
  let y = 0
  for (const row of shelves) {
    const height = heightOf(row)
    const spare = (total - widthOf(row)) / row.length
    let x = 0
    for (const block of row) {
      const room = block.width - nodeSize.width - 2 * padding.side
      // Columns are spread over the width of their row; a single column is centred.
      const spread = (at: Point) => (room === 0 ? at.x + spare / 2 : padding.side + ((at.x - padding.side) * (room + spare)) / room)
      regions.push({ account: block.account, x, y, width: block.width + spare, height })
      for (const [arn, at] of block.places) places.set(arn, { x: x + spread(at), y: y + at.y + (height - block.height) / 2 })
      x += block.width + spare + gap.region
    }
    y += height + gap.region
  }
  return { regions, places }
}
