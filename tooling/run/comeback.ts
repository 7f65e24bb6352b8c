/** A restart takes this long at most, in milliseconds; a server that is away for longer was stopped by an error. */
const restartMs = 5000

/**
 * Follows a server that a mistake in a file can stop. Answers what there is to say after each look at it: once that it is
 * away, and once that it is back; undefined else.
 */
export const createComeback = (name: string) => {
  let goneAt: number | undefined
  let isSaid = false
  return (isThere: boolean, now: number): string | undefined => {
    if (isThere) {
      const says = isSaid ? `${name} is back.` : undefined
      goneAt = undefined
      isSaid = false
      return says
    }
    goneAt ??= now
    if (isSaid || now - goneAt < restartMs) return undefined
    isSaid = true
    return `${name} does not answer. What went wrong is above; it starts again when that file is saved.`
  }
}
