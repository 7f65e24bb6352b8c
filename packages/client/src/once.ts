const names = { header: 'idempotency-key', context: 'idempotencyKey' } as const

/** The call context that makes a call idempotent under a key: `client.x.mutate(input, { context: once(key) })`. */
export const once = (key: string): { [names.context]: string } => ({ [names.context]: key })

/** The `Idempotency-Key` header of a call whose context has a key; none for any other. */
export const onceHeader = (context: object): Record<string, string> => {
  const key = (context as Record<string, unknown>)[names.context]
  return typeof key === 'string' ? { [names.header]: key } : {}
}

/**
 * Issues idempotency keys: the same input gets the same key until `forget` is called after success, so that a retry after a lost
 * response is recognized. A different input gets a new key.
 */
export const createAttempts = () => {
  let current: { of: string; key: string } | undefined
  return {
    keyFor: (input: unknown): string => {
      const of = JSON.stringify(input)
      if (current?.of !== of) current = { of, key: crypto.randomUUID() }
      return current.key
    },
    forget: (): void => {
      current = undefined
    },
  }
}
