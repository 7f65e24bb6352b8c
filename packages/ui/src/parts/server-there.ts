/** Waits between two questions while nobody answers, in ms; the last one is repeated. */
const pausesMs = [500, 1000, 2000, 3000] as const
const patienceMs = 4000

/** Whether the server that this page came from answers. A proxy that finds no server behind it says 502 or 504. */
export const isServerThere = async (): Promise<boolean> => {
  try {
    const { status } = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(patienceMs) })
    return status < 500
  } catch {
    return false
  }
}

/** Returns once the server answers: asks again and again, and at once when the network is back. */
export const serverThere = async (signal?: AbortSignal): Promise<void> => {
  for (let tries = 0; !signal?.aborted && !(await isServerThere()); tries++) {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, pausesMs[Math.min(tries, pausesMs.length - 1)])
      window.addEventListener('online', () => resolve(), { once: true, signal: AbortSignal.timeout(patienceMs) })
    })
  }
}
