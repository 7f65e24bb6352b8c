import { Failure } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { createEstate, type EstatePort } from '../src/index.ts'
import { resource } from './resource.ts'

const resources = [
  resource('c', { accountId: '1', state: 'failed', owner: 'Bill Gates' }),
  resource('a', { accountId: '2', type: 's3_bucket', tags: { team: 'Storefront' } }),
  resource('b', { accountId: '1', dependencies: ['arn:a'] }),
  resource('d', { accountId: '2' }),
]
const accounts = [
  { id: '1', name: 'One', role: 'production', region: 'us-east-1' },
  { id: '2', name: 'Two', role: 'development', region: 'us-east-1' },
  { id: '3', name: 'Three', role: 'security', region: 'us-east-1' },
] as const

const world = (inventory: EstatePort['inventory'] = async () => ({ accounts: [...accounts], resources })) => {
  let now = Date.parse('2026-11-21T09:00:00.000Z')
  let readings = 0
  const port: EstatePort = {
    source: 'demo',
    inventory: () => {
      readings += 1
      return inventory()
    },
  }
  return { estate: createEstate({ port, clock: { now: () => new Date(now) } }), pass: (ms: number) => (now += ms), readings: () => readings }
}

const namesOf = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name)

describe('Listing resources', () => {
  it('pages by ARN without a gap or a repeat', async () => {
    const { estate } = world()
    const first = await estate.resources({ limit: 3 })
    expect(namesOf(first)).toEqual(['a', 'b', 'c'])
    const second = await estate.resources({ limit: 3, cursor: first.nextCursor ?? '' })
    expect(namesOf(second)).toEqual(['d'])
    expect(second.nextCursor).toBeNull()
  })

  it.each([
    [{ accountId: '1' }, ['b', 'c']],
    [{ type: 's3_bucket' }, ['a']],
    [{ state: 'failed' }, ['c']],
    [{ search: 'storefront' }, ['a']],
    [{ search: 'GATES' }, ['c']],
    [{ accountId: '2', state: 'failed' }, []],
  ] as const)('filters by %j', async (filter, expected) => {
    expect(namesOf(await world().estate.resources({ limit: 20, ...filter }))).toEqual(expected)
  })

  it('refuses a cursor that is not its own', async () => {
    await expect(world().estate.resources({ limit: 20, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'input.invalid' })
  })
})

describe('An account nobody knows', () => {
  it('is not found, in both lists', async () => {
    const { estate } = world()
    await expect(estate.resources({ limit: 20, accountId: '9' })).rejects.toEqual(new Failure('aws.account_not_found', { accountId: '9' }))
    await expect(estate.topology({ accountId: '9' })).rejects.toMatchObject({ code: 'aws.account_not_found' })
  })
})

describe('The whole estate', () => {
  it('counts resources per account and per state', async () => {
    const { estate } = world()
    expect((await estate.accounts()).items.map(({ name, resourceCount }) => [name, resourceCount])).toEqual([
      ['One', 2],
      ['Two', 2],
      ['Three', 0],
    ])
    expect(await estate.summary()).toEqual({
      source: 'demo',
      accounts: 3,
      resources: 4,
      states: { creating: 0, active: 3, updating: 0, deleting: 0, failed: 1 },
    })
  })

  it('shows one account with the neighbours it needs', async () => {
    const topology = await world().estate.topology({ accountId: '1' })
    expect(topology.nodes.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(topology.edges).toEqual([{ from: 'arn:b', to: 'arn:a' }])
    expect(topology.accounts.map(({ name }) => name)).toEqual(['One', 'Two'])
  })

  it('keeps an account without resources in the full diagram', async () => {
    expect((await world().estate.topology()).accounts.map(({ name }) => name)).toEqual(['One', 'Two', 'Three'])
  })
})

describe('Reading the port', () => {
  it('is shared for half a minute', async () => {
    const { estate, pass, readings } = world()
    await Promise.all([estate.accounts(), estate.summary(), estate.topology()])
    pass(29_999)
    await estate.accounts()
    expect(readings()).toBe(1)
    pass(1)
    await estate.accounts()
    expect(readings()).toBe(2)
  })

  it('is tried again at once after it failed', async () => {
    let isDown = true
    const { estate } = world(async () => {
      if (isDown) throw new Error('down')
      return { accounts: [...accounts], resources }
    })
    await expect(estate.accounts()).rejects.toThrow('down')
    isDown = false
    expect((await estate.accounts()).items).toHaveLength(3)
  })
})
