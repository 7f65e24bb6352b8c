/** The minimum interval between progress lines. */
const everyMs = 1000

interface ProgressDeps {
  write: (text: string) => void
  now: () => number
  /** True if a line can be overwritten. */
  isTerminal: boolean
}

/** Prints progress at most once a second: overwrites its line on a terminal, appends lines in a file. */
export const createProgress = ({ write, now, isTerminal }: ProgressDeps) => {
  let last = now()
  let isOpen = false
  return {
    at: (what: string, done: number, of?: number): void => {
      if (now() - last < everyMs) return
      last = now()
      const text = `${what}: ${done}${of === undefined ? '' : ` of ${of}`}`
      write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`)
      isOpen = isTerminal
    },
    /** Clears the line, so that something else can be written. */
    clear: (): void => {
      if (isOpen) write('\r\u001b[K')
      isOpen = false
    },
  }
}
export type Progress = ReturnType<typeof createProgress>
