/** A restart takes this long at most on a quiet machine, in milliseconds; after that there is something to say about it. */
const restartMs = 5000
/** The lines of one error come within this time, in milliseconds; what is said about it comes below the last of them. */
const errorMs = 500

/**
 * Follows a server that a mistake in a file can stop. `shows` is told what was shown of its log. `look` answers what there is to
 * say after each look at the server: that it is away, once as long as no error was shown and once more when one was, and that it
 * is back; undefined else.
 */
export const createComeback = (name: string) => {
  let goneAt: number | undefined
  let hasError = false
  let shownAt = Number.NEGATIVE_INFINITY
  let said: 'nothing' | 'starting' | 'stopped' = 'nothing'

  const back = (): string | undefined => {
    const says = said === 'nothing' ? undefined : `${name} is back.`
    goneAt = undefined
    hasError = false
    said = 'nothing'
    return says
  }

  return {
    shows: (isError: boolean, now: number): void => {
      hasError ||= isError
      shownAt = now
    },
    look: (isThere: boolean, now: number): string | undefined => {
      if (isThere) return back()
      goneAt ??= now
      if (now - goneAt < restartMs) return undefined
      if (hasError) {
        if (said === 'stopped' || now - shownAt < errorMs) return undefined
        said = 'stopped'
        return `${name} does not answer. What went wrong is above; it starts again when a file is saved.`
      }
      if (said !== 'nothing') return undefined
      said = 'starting'
      return `${name} is still starting.`
    },
  }
}
