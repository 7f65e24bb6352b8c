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
