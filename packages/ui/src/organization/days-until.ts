const dayMs = 86_400_000

/** Whole days from now until an instant; a day that has begun counts. */
export const daysUntil = (at: string, now = Date.now()): number => Math.max(0, Math.ceil((new Date(at).getTime() - now) / dayMs))
