import type { ProductFields } from './product-fields.ts'

const key = 'aifactory.newProduct'

/** The input of a product that was not created yet. It survives a reload, but not closing the browser tab. */
export const readProductDraft = (): Partial<ProductFields> => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<ProductFields>
  } catch {
    return {}
  }
}

/** Stores the input; undefined removes it. */
export const keepProductDraft = (fields: Partial<ProductFields> | undefined): void => {
  try {
    if (fields === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(fields))
  } catch {
    // Full or unavailable storage must not block the form.
  }
}
