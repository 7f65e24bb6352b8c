import type { AwsAccount, AwsResource, estateSources } from '@pantheon/contract'

/** Everything an estate holds at one moment. `resourceCount` is left to us: it follows from the resources. */
export interface Inventory {
  accounts: Omit<AwsAccount, 'resourceCount'>[]
  resources: AwsResource[]
}

/** Where the inventory comes from. `source` is shown to people, so that a demo is never taken for the real thing. */
export interface EstatePort {
  readonly source: (typeof estateSources)[number]
  /** Reads all accounts and resources. Slow on a real organization: callers cache it. */
  inventory(signal?: AbortSignal): Promise<Inventory>
}
