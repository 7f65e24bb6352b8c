import {
  type AccountList,
  type AwsAccount,
  type AwsResource,
  type AwsState,
  type ListResources,
  type Page,
  type ResourceState,
  resourceStates,
  searchKey,
  type Topology,
  type TopologyRequest,
} from '@pantheon/contract'
import { type Clock, fail, pageBySort, type SortedWindow, type SortKey } from '@pantheon/kernel'
import type { Estate } from '../aws.types.ts'
import type { EstatePort } from '../estate.port.ts'
import { graphOf, neighbourhoodOf } from '../topology/topology.ts'

/** Reading a whole organization uses minutes of API quota, so one reading is cached and shared for this long. */
const freshForMs = 30_000

const byArn: SortKey<AwsResource> = { parts: ['text'], positionOf: ({ arn }) => [arn] }

export interface EstateDeps {
  port: EstatePort
  clock: Clock
}

interface Reading {
  accounts: AwsAccount[]
  resources: AwsResource[]
}

/** Compares by code unit: the order is the same on every machine and locale, which a cursor needs. */
const byKey = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const read = async (port: EstatePort): Promise<Reading> => {
  const { accounts, resources } = await port.inventory()
  const countIn = (accountId: string) => resources.filter((resource) => resource.accountId === accountId).length
  return {
    accounts: accounts.map((account) => ({ ...account, resourceCount: countIn(account.id) })),
    resources: resources.toSorted((a, b) => byKey(a.arn, b.arn)),
  }
}

/** True when a resource matches the filters; `search` matches name, ARN, owner and tags, compared by `searchKey`. */
const matches = ({ accountId, type, state, search }: Omit<ListResources, 'limit' | 'cursor'>) => {
  const needle = searchKey(search ?? '')
  return (resource: AwsResource): boolean =>
    (accountId === undefined || resource.accountId === accountId) &&
    (type === undefined || resource.type === type) &&
    (state === undefined || resource.state === state) &&
    (needle === '' || [resource.name, resource.arn, resource.owner ?? '', ...Object.values(resource.tags)].some((text) => searchKey(text).includes(needle)))
}

/** `Estate`, with what the rest of the server needs. */
export interface EstateInternals extends Estate {
  /** Counts for the composite state. */
  summary(): Promise<AwsState>
}

/**
 * The AWS estate: its resources and their dependencies. Readings of the port are cached for 30 seconds; failed ones are not cached.
 * Filtering by an account that is not in the estate fails with `aws.account_not_found`.
 */
export const createEstate = ({ port, clock }: EstateDeps): EstateInternals => {
  let latest: { at: number; reading: Promise<Reading> } | undefined

  const current = (): Promise<Reading> => {
    const now = clock.now().getTime()
    if (latest !== undefined && now - latest.at < freshForMs) return latest.reading
    const entry = { at: now, reading: read(port) }
    latest = entry
    entry.reading.catch(() => {
      if (latest === entry) latest = undefined
    })
    return entry.reading
  }

  const checked = async (accountId: string | undefined): Promise<Reading> => {
    const reading = await current()
    if (accountId !== undefined && !reading.accounts.some((account) => account.id === accountId)) fail('aws.account_not_found', { accountId })
    return reading
  }

  return {
    accounts: async (): Promise<AccountList> => ({ source: port.source, items: (await current()).accounts }),

    resources: async ({ limit, cursor, ...filters }: ListResources): Promise<Page<AwsResource>> => {
      const { resources } = await checked(filters.accountId)
      const read = async ({ after: [arn] = [''], limit: most }: SortedWindow) =>
        resources
          .filter((resource) => resource.arn > String(arn))
          .filter(matches(filters))
          .slice(0, most)
      return pageBySort('arn', byArn, { cursor, limit }, read, (resource) => resource)
    },

    topology: async ({ accountId }: TopologyRequest = {}): Promise<Topology> => {
      const { accounts, resources } = await checked(accountId)
      const { nodes, edges } = graphOf(accountId === undefined ? resources : neighbourhoodOf(resources, accountId))
      const shown = new Set([accountId, ...nodes.map((node) => node.accountId)])
      return { source: port.source, accounts: accountId === undefined ? accounts : accounts.filter(({ id }) => shown.has(id)), nodes, edges }
    },

    summary: async (): Promise<AwsState> => {
      const { accounts, resources } = await current()
      const states = Object.fromEntries(resourceStates.map((state) => [state, 0])) as Record<ResourceState, number>
      for (const resource of resources) states[resource.state] += 1
      return { source: port.source, accounts: accounts.length, resources: resources.length, states }
    },
  }
}
