import { OrderInput } from '@pantheon/contract'

const keyOf = (productId: string) => `aifactory.draft.${productId}`

/** What was typed for a product and not yet ordered. It outlives a reload, a sign-up and an error, not the browser tab. */
export const readDraft = (productId: string): OrderInput => {
  try {
    const draft = OrderInput.safeParse(JSON.parse(sessionStorage.getItem(keyOf(productId)) ?? '{}'))
    return draft.success ? draft.data : {}
  } catch {
    return {}
  }
}

export const keepDraft = (productId: string, input: OrderInput) => {
  try {
    sessionStorage.setItem(keyOf(productId), JSON.stringify(input))
  } catch {
    // A full or forbidden storage must not stop anyone from ordering.
  }
}

export const dropDraft = (productId: string) => {
  try {
    sessionStorage.removeItem(keyOf(productId))
  } catch {
    // As above.
  }
}

const intentKey = 'aifactory.orderAfterSignUp'
/** Proving an address and coming back takes a while; what was pressed long ago is not done any more. */
const intentMs = 30 * 60_000

const readIntent = (productId: string): { total: string } | undefined => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(intentKey) ?? '{}')
    return kept.productId === productId && Date.now() - Number(kept.at) < intentMs ? { total: String(kept.total) } : undefined
  } catch {
    return undefined
  }
}

/** Notes that an order is to be placed as soon as its buyer has an account; `total` is what it comes to, as it was read. */
export const keepIntent = (productId: string, total: string) => {
  try {
    sessionStorage.setItem(intentKey, JSON.stringify({ productId, total, at: Date.now() }))
  } catch {
    // Without a memory the button is pressed once more.
  }
}

/** What the order comes to that is placed after signing up on the way to `path`; undefined where none is. */
export const intendedTotal = (path: string | undefined): string | undefined => readIntent(/^\/products\/([^/?#]+)/.exec(path ?? '')?.[1] ?? '')?.total

/** True once when the order of this product was to be placed after signing up. */
export const takeIntent = (productId: string): boolean => {
  const isMeant = readIntent(productId) !== undefined
  try {
    sessionStorage.removeItem(intentKey)
  } catch {
    // As above.
  }
  return isMeant
}
