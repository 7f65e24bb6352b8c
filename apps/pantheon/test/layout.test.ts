import type { AwsAccount, Topology } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { type Aspect, layoutOf, nodeSize, type Point } from '../src/features/architecture/layout.ts'
import { resource } from './resource.ts'

const account = (id: string): AwsAccount => ({ id, name: `Account ${id}`, role: 'production', region: 'us-east-1', resourceCount: 0 })
const node = (name: string, accountId = '1') => ({ ...resource(name, { accountId }), arn: name })
const edges = (...pairs: [string, string][]) => pairs.map(([from, to]) => ({ from, to }))
const at = (places: Map<string, Point>, arn: string): Point => places.get(arn) ?? expect.fail(`${arn} has no place`)

const big: Pick<Topology, 'accounts' | 'nodes' | 'edges'> = {
  accounts: ['1', '2', '3', '4', '5'].map(account),
  nodes: Array.from({ length: 60 }, (_, i) => node(`n${i}`, String((i % 5) + 1))),
  edges: Array.from({ length: 55 }, (_, i) => ({ from: `n${i}`, to: `n${(i * 7 + 5) % 60}` })),
}

describe('The layout of the estate', () => {
  it('puts what is needed to the right of who needs it', () => {
    const { places } = layoutOf({ accounts: [account('1')], nodes: [node('c'), node('a'), node('b')], edges: edges(['a', 'b'], ['b', 'c'], ['a', 'c']) })
    expect(at(places, 'a').x).toBeLessThan(at(places, 'b').x)
    expect(at(places, 'b').x).toBeLessThan(at(places, 'c').x)
  })

  it('survives circles and edges to itself', () => {
    const { places } = layoutOf({ accounts: [account('1')], nodes: [node('a'), node('b')], edges: edges(['a', 'b'], ['b', 'a'], ['a', 'a']) })
    expect(places.size).toBe(2)
  })

  it('gives every resource a place inside its account, and no two the same', () => {
    const { regions, places } = layoutOf(big)
    expect(places.size).toBe(60)
    for (const { arn, accountId } of big.nodes) {
      const region = regions.find((candidate) => candidate.account.id === accountId) ?? expect.fail('no region')
      const place = at(places, arn)
      expect(place.x).toBeGreaterThanOrEqual(region.x)
      expect(place.y).toBeGreaterThanOrEqual(region.y)
      expect(place.x + nodeSize.width).toBeLessThanOrEqual(region.x + region.width)
      expect(place.y + nodeSize.height).toBeLessThanOrEqual(region.y + region.height)
    }
    const all = [...places.values()]
    const overlaps = all.flatMap((a, i) => all.slice(i + 1).filter((b) => Math.abs(a.x - b.x) < nodeSize.width && Math.abs(a.y - b.y) < nodeSize.height))
    expect(overlaps).toEqual([])
  })

  it('keeps accounts apart and ends its shelves flush', () => {
    const { regions } = layoutOf(big)
    const clashes = regions.flatMap((a, i) =>
      regions.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
    )
    expect(clashes).toEqual([])
    const shelves = new Set(regions.map((region) => region.y))
    const ends = [...shelves].map((y) => Math.max(...regions.filter((region) => region.y === y).map((region) => Math.round(region.x + region.width))))
    expect(new Set(ends).size).toBe(1)
  })

  it('stands tall where the window does', () => {
    const size = (aspect: Aspect) => {
      const { regions } = layoutOf(big, aspect)
      return { width: Math.max(...regions.map((region) => region.x + region.width)), height: Math.max(...regions.map((region) => region.y + region.height)) }
    }
    expect(size('portrait').width).toBeLessThan(size('landscape').width)
    expect(size('portrait').height).toBeGreaterThan(size('portrait').width)
  })

  it('is the same every time', () => {
    expect(layoutOf(structuredClone(big))).toEqual(layoutOf(big))
  })

  it('has nothing to show for an empty estate, and a region for an empty account', () => {
    expect(layoutOf({ accounts: [], nodes: [], edges: [] }).regions).toEqual([])
    expect(layoutOf({ accounts: [account('1')], nodes: [], edges: [] }).regions).toHaveLength(1)
  })
})
