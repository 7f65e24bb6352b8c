/** Whose rights changed, as narrowly as known. Every field that is set must match. */
export interface AccessChange {
  sessionId?: string
  userId?: string
  organizationId?: string
  apiKeyId?: string
}

/** Invalidates cached rights in every instance of the server at once. */
export interface AccessBus {
  /** Resolves once the message is on its way to every subscribed instance. Must not reject. */
  publish(change: AccessChange): Promise<void>
  /** Calls `listener` for each change, including those of this instance. Returns the unsubscribe function. */
  subscribe(listener: (change: AccessChange) => void): () => void
  /** False while messages may be missed: cached rights must not be used then. */
  isHealthy(): boolean
}
