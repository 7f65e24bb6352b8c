import type { ProductFields } from './product-fields.ts'

const key = 'aifactory.newProduct'

/** What was typed for a new product and not yet made. It outlives a reload, not the browser tab. */
export const readProductDraft = (): Partial<ProductFields> => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<ProductFields>
  } catch {
    return {}
  }
}

/** Keeps what is typed; undefined forgets it. */
export const keepProductDraft = (fields: Partial<ProductFields> | undefined): void => {
  try {
    if (fields === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(fields))
  } catch {
    // A full or forbidden storage must not stop anyone from selling.
  }
}
