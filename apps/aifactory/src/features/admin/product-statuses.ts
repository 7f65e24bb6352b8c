import type { ProductStatus } from '@pantheon/contract'
import type { Tone } from '@pantheon/ui'

/** The badge tone of each product status. */
export const statusTones: Record<ProductStatus, Tone> = { active: 'success', draft: 'warning', archived: 'neutral' }

// From the keys, not the contract's list, which would add every schema to the route's search validation.
export const productStatuses = Object.keys(statusTones) as ProductStatus[]
