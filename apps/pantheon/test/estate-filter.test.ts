import { resourceStates, resourceTypes } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { edgePath } from '../src/features/architecture/edge-path.ts'
import { type EstateFilter, isFiltered, matching, stateFrom, typeFrom } from '../src/features/architecture/estate-filter.ts'
import { nodeSize } from '../src/features/architecture/layout.ts'
import { looks } from '../src/features/architecture/resource-icons.ts'
import { resource } from './resource.ts'

const everything: EstateFilter = { search: '', accountId: undefined, type: undefined, state: undefined }
const resources = [
  resource('web', { owner: 'Bill Gates' }),
  resource('assets', { type: 's3_bucket', accountId: '2', tags: { team: 'Storefront' } }),
  resource('worker', { state: 'failed' }),
]
const names = (filter: Partial<EstateFilter>) => [...matching(resources, { ...everything, ...filter })].map((arn) => arn.slice('arn:'.length))

describe('Filtering the estate', () => {
  it.each([
    [{}, ['web', 'assets', 'worker']],
    [{ search: 'GATES' }, ['web']],
    [{ search: 'storefront' }, ['assets']],
    [{ accountId: '2' }, ['assets']],
    [{ type: 's3_bucket' }, ['assets']],
    [{ state: 'failed' }, ['worker']],
    [{ state: 'failed', accountId: '2' }, []],
  ] as const)('lets %j through as %j', (filter, expected) => {
    expect(names(filter)).toEqual(expected)
  })

  it('takes from the address only what the contract knows', () => {
    for (const type of resourceTypes) expect(typeFrom(type)).toBe(type)
    for (const state of resourceStates) expect(stateFrom(state)).toBe(state)
    expect([typeFrom('toaster'), stateFrom(null)]).toEqual([undefined, undefined])
    expect(Object.keys(looks)).toHaveLength(resourceTypes.length)
  })

  it('knows when there is nothing to clear', () => {
    expect(isFiltered(everything)).toBe(false)
    expect(isFiltered({ ...everything, search: ' ' })).toBe(false)
    expect(isFiltered({ ...everything, search: 'web' })).toBe(true)
  })
})

describe('The path of an edge', () => {
  const { width, height } = nodeSize
  const ends = (path: string) => [path.match(/^M([^ ]+)/)?.[1], path.match(/([^ ]+)$/)?.[1]]

  it('leaves and arrives at the sides that face each other', () => {
    expect(ends(edgePath({ x: 0, y: 0 }, { x: 500, y: 100 }))).toEqual([`${width},${height / 2}`, `500,${100 + height / 2}`])
    expect(ends(edgePath({ x: 500, y: 0 }, { x: 0, y: 0 }))).toEqual([`500,${height / 2}`, `${width},${height / 2}`])
  })

  it('goes up or down between resources that stand above each other', () => {
    expect(ends(edgePath({ x: 0, y: 0 }, { x: 10, y: 300 }))).toEqual([`${width / 2},${height}`, `${10 + width / 2},300`])
    expect(ends(edgePath({ x: 0, y: 300 }, { x: 0, y: 0 }))).toEqual([`${width / 2},300`, `${width / 2},${height}`])
  })
})
