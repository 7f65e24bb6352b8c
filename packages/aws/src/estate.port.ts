import type { AwsAccount, AwsResource, estateSources } from '@pantheon/contract'

/** A snapshot of an estate. `resourceCount` is left out because the service derives it from the resources. */
export interface Inventory {
  accounts: Omit<AwsAccount, 'resourceCount'>[]
  resources: AwsResource[]
}

/** The source of the inventory. `source` is shown in the UI so that demo data is not mistaken for a real account. */
export interface EstatePort {
  readonly source: (typeof estateSources)[number]
  /** Reads all accounts and resources. Slow on a real organization: callers cache it. */
  inventory(signal?: AbortSignal): Promise<Inventory>
}
