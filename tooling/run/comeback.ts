/** The maximum time of a restart on an idle machine, in milliseconds; a longer outage is reported. */
const restartMs = 5000
/** The lines of one error come within this time, in milliseconds; the report is printed after the last of them. */
const errorMs = 500

/**
 * Monitors a development server that an error in a file can stop. `shows` is called for each log line that was printed. `look` is
 * called after each check of the server and returns a message: that it is down, once without an error in the log and once more after
 * one, and that it is back; otherwise undefined.
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
