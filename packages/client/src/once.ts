const names = { header: 'idempotency-key', context: 'idempotencyKey' } as const

/** What a call carries so that it happens once, however often it is sent: `client.x.mutate(input, { context: once(key) })`. */
export const once = (key: string): { [names.context]: string } => ({ [names.context]: key })

/** The header of a call that should happen once; none for any other. */
export const onceHeader = (context: object): Record<string, string> => {
  const key = (context as Record<string, unknown>)[names.context]
  return typeof key === 'string' ? { [names.header]: key } : {}
}

/**
 * Names attempts: the same input gets the same key until it has succeeded, so that a second press after a lost answer is
 * the first one again. `forget` when it is done; another input is another attempt by itself.
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
