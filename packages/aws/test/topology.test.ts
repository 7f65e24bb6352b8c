import type { AwsResource } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { graphOf, neighbourhoodOf } from '../src/index.ts'
import { resource } from './resource.ts'

const names = (resources: AwsResource[]) => resources.map(({ name }) => name)

describe('The dependency graph', () => {
  it('draws an edge from a resource to what it needs', () => {
    const [web, database] = [resource('web', { dependencies: ['arn:database'] }), resource('database')]
    expect(graphOf([web, database])).toEqual({ nodes: [web, database], edges: [{ from: 'arn:web', to: 'arn:database' }], dropped: 0 })
  })

  it('counts what leads nowhere, to itself, or is said twice', () => {
    const web = resource('web', { dependencies: ['arn:gone', 'arn:web', 'arn:database', 'arn:database'] })
    const { edges, dropped } = graphOf([web, resource('database')])
    expect(edges).toEqual([{ from: 'arn:web', to: 'arn:database' }])
    expect(dropped).toBe(3)
  })

  it('survives a circle', () => {
    const circle = [resource('a', { dependencies: ['arn:b'] }), resource('b', { dependencies: ['arn:a'] })]
    expect(graphOf(circle).edges).toHaveLength(2)
  })

  it('shows one account with its neighbours in others, and nothing further away', () => {
    const all = [
      resource('own', { accountId: '1', dependencies: ['arn:needed'] }),
      resource('needed', { accountId: '2', dependencies: ['arn:far'] }),
      resource('needs-us', { accountId: '3', dependencies: ['arn:own'] }),
      resource('far', { accountId: '2' }),
    ]
    expect(names(neighbourhoodOf(all, '1'))).toEqual(['own', 'needed', 'needs-us'])
  })
})
