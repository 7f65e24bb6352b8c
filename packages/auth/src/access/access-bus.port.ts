/** Whose rights changed, as narrowly as it is known. Every field that is set must match. */
export interface AccessChange {
  sessionId?: string
  userId?: string
  organizationId?: string
  apiKeyId?: string
}

/** Tells every instance of the server, at once, that what it remembers of somebody's rights is old. */
export interface AccessBus {
  /** Resolves when the message is on its way to every instance that listens. Must not reject. */
  publish(change: AccessChange): Promise<void>
  /** Calls `listener` for each change, this instance's own too. Returns the stop. */
  subscribe(listener: (change: AccessChange) => void): () => void
  /** False while messages may be missed: nothing that is remembered may be trusted then. */
  isHealthy(): boolean
}
