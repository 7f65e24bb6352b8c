/** Pauses between checks while the server is unavailable, in ms; the last one is repeated. */
const pausesMs = [500, 1000, 2000, 3000] as const
const timeoutMs = 4000

/** Whether the page's own server responds. A proxy without an upstream responds with 502 or 504. */
export const isServerAvailable = async (): Promise<boolean> => {
  try {
    const { status } = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) })
    return status < 500
  } catch {
    return false
  }
}

/** Resolves once the server responds. Polls, and checks at once when the network is back. */
export const waitForServer = async (signal?: AbortSignal): Promise<void> => {
  for (let tries = 0; !signal?.aborted && !(await isServerAvailable()); tries++) {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, pausesMs[Math.min(tries, pausesMs.length - 1)])
      window.addEventListener('online', () => resolve(), { once: true, signal: AbortSignal.timeout(timeoutMs) })
    })
  }
}
