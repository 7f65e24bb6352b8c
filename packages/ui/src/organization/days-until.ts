const dayMs = 86_400_000

/** Days from now until an instant, rounded up. */
export const daysUntil = (at: string, now = Date.now()): number => Math.max(0, Math.ceil((new Date(at).getTime() - now) / dayMs))
