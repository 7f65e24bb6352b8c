import type { AccountList, AwsResource, ListResources, Page, Topology, TopologyRequest } from '@pantheon/contract'

/** The AWS estate: its resources and their dependencies. Filtering by an account that is not in it fails with `aws.account_not_found`. */
export interface Estate {
  accounts(): Promise<AccountList>
  /** A page of resources sorted by ARN. The cursor is the last ARN returned, so resources added or removed between pages shift nothing. */
  resources(input: ListResources): Promise<Page<AwsResource>>
  /** The dependency graph: of everything, or of one account with its neighbours in other accounts. */
  topology(input?: TopologyRequest): Promise<Topology>
}

/** The services that the AWS context exposes to the API. */
export interface AwsServices {
  estate: Estate
}
