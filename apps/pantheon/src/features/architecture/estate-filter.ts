import { type AwsResource, type ResourceState, type ResourceType, searchKey } from '@pantheon/contract'
import { keysOf, resourceTone } from '../live/tones.ts'
import { looks } from './resource-icons.ts'

export interface EstateFilter {
  search: string
  accountId: string | undefined
  type: ResourceType | undefined
  state: ResourceState | undefined
}

export const isFiltered = ({ search, accountId, type, state }: EstateFilter): boolean =>
  search.trim() !== '' || accountId !== undefined || type !== undefined || state !== undefined

/** The ARNs of the resources that match a filter. Searches name, ARN, owner and tags, like the API. */
export const matching = (resources: readonly AwsResource[], { search, accountId, type, state }: EstateFilter): Set<string> => {
  const needle = searchKey(search)
  const has = ({ name, arn, owner, tags }: AwsResource) => [name, arn, owner ?? '', ...Object.values(tags)].some((text) => searchKey(text).includes(needle))
  return new Set(
    resources
      .filter((resource) => (accountId === undefined || resource.accountId === accountId) && (type === undefined || resource.type === type))
      .filter((resource) => (state === undefined || resource.state === state) && (needle === '' || has(resource)))
      .map((resource) => resource.arn),
  )
}

/** Parses values of the URL; undefined when invalid. */
export const typeFrom = (text: string | null): ResourceType | undefined => keysOf(looks).find((type) => type === text)
export const stateFrom = (text: string | null): ResourceState | undefined => keysOf(resourceTone).find((state) => state === text)
