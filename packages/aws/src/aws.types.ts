import type { AccountList, AwsResource, ListResources, Page, Topology, TopologyRequest } from '@pantheon/contract'

/** The AWS estate: what there is, and what needs what. Asking for an account that is not in it fails with `aws.account_not_found`. */
export interface Estate {
  accounts(): Promise<AccountList>
  /** A page of resources by ARN. The cursor is the last ARN seen, so resources that come and go in between shift nothing. */
  resources(input: ListResources): Promise<Page<AwsResource>>
  /** The dependency graph: of everything, or of one account with its neighbours in other accounts. */
  topology(input?: TopologyRequest): Promise<Topology>
}

/** What the AWS context offers to the API. */
export interface AwsServices {
  estate: Estate
}
