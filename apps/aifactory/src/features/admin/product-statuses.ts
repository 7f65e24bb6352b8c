import type { ProductStatus } from '@pantheon/contract'
import type { Tone } from '@pantheon/ui'

/** How the state of a product is drawn. */
export const statusTones: Record<ProductStatus, Tone> = { active: 'success', draft: 'warning', archived: 'neutral' }

// The keys, not the contract's list: that would bring every schema along with the route's address.
export const productStatuses = Object.keys(statusTones) as ProductStatus[]
