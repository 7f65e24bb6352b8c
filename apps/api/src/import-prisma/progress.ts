/** How often a line of progress is worth reading. */
const everyMs = 1000

interface ProgressDeps {
  write: (text: string) => void
  now: () => number
  /** True where a line can be written over. */
  isTerminal: boolean
}

/** Tells how far the work is, at most once a second: over the same line on a terminal, on lines of their own in a file. */
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
