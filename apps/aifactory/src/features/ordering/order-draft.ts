import { OrderInput } from '@pantheon/contract'

const keyOf = (productId: string) => `aifactory.draft.${productId}`

/** The input of an order not placed yet. It survives a reload, a sign-up and an error, but not closing the browser tab. */
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
    // Full or unavailable storage must not block the order.
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
/** Verifying an e-mail address takes a while; an older intent is dropped. */
const intentMs = 30 * 60_000

const readIntent = (productId: string): { total: string } | undefined => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(intentKey) ?? '{}')
    return kept.productId === productId && Date.now() - Number(kept.at) < intentMs ? { total: String(kept.total) } : undefined
  } catch {
    return undefined
  }
}

/** Stores the intent to place an order as soon as the buyer has an account; `total` is the total that was shown. */
export const keepIntent = (productId: string, total: string) => {
  try {
    sessionStorage.setItem(intentKey, JSON.stringify({ productId, total, at: Date.now() }))
  } catch {
    // Without storage the button has to be clicked again.
  }
}

/** The total of the order that will be placed after signing up on the way to `path`; undefined where there is none. */
export const intendedTotal = (path: string | undefined): string | undefined => readIntent(/^\/products\/([^/?#]+)/.exec(path ?? '')?.[1] ?? '')?.total

/** Consumes the intent: true once, when the order of this product was to be placed after signing up. */
export const takeIntent = (productId: string): boolean => {
  const isMeant = readIntent(productId) !== undefined
  try {
    sessionStorage.removeItem(intentKey)
  } catch {
    // As above.
  }
  return isMeant
}
