/** pino's numbers for `warn` and `error`. */
const warning = 40
const failure = 50
const startsWarning = /^\s*(?:⚠|\S*warn(?:ing)?\b)/i
const startsIssue = /^\s*(?:[⨯⚠✘]|\S*(?:error|warn(?:ing)?|fatal|failed)\b)/i
/** The location of an error in a file: `/app/x.ts:3:10: ERROR: …` from the compiler, `/app/x.ts:3` from Node, which prints the source line next. */
const place = /^(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])\S*:\d+(?::\d+)?(?<says>:)?(?:\s|$)/
const continuesIssue = /^(?:\s+\S|\s*$)/

/** The printed form of a log line. `isError`: it is the first line of an error, not a warning or a continuation. */
export interface ShownLine {
  readonly text: string
  readonly isError: boolean
}

interface LoggedError {
  readonly name?: string
  readonly message?: string
  readonly code?: string
  readonly table?: string
  readonly constraint?: string
  readonly stack?: string
  readonly cause?: LoggedError
}

interface Entry {
  readonly level: number
  readonly msg?: string
  readonly requestId?: string
  readonly err?: LoggedError
}

/** Formats an error as Node prints it; in the server's log the message is separate from the stack. */
const inWords = ({ name = 'Error', message, code, table, constraint, stack = '', cause }: LoggedError): string => {
  // A database message that quotes a value is not logged; code, table and constraint are.
  const says = message ?? ([code, table, constraint].filter(Boolean).join(', ') || undefined)
  const head = says === undefined || stack.includes(says) ? '' : `${name}: ${says}`
  return [head, stack, cause && `caused by ${inWords(cause)}`].filter(Boolean).join('\n')
}

const entryOf = (line: string): Entry | undefined => {
  if (!line.startsWith('{')) return
  try {
    const entry: unknown = JSON.parse(line)
    return typeof entry === 'object' && entry !== null && 'level' in entry && typeof entry.level === 'number' ? (entry as Entry) : undefined
  } catch {
    return
  }
}

/**
 * Filters a server's log for development: only warnings and errors. Returns a function that gives, for each line in turn, the text to
 * print or undefined; lines indented under an issue belong to it.
 */
export const issuesOnly = () => {
  let isInside = false
  let isSourceNext = false
  return (line: string): ShownLine | undefined => {
    const entry = entryOf(line)
    if (entry) {
      isInside = false
      isSourceNext = false
      if (entry.level < warning) return
      const request = entry.requestId === undefined ? '' : ` (request ${entry.requestId})`
      const text = [`${entry.msg ?? ''}${request}`, entry.err && inWords(entry.err)].filter(Boolean).join('\n')
      return { text, isError: entry.level >= failure }
    }
    const at = place.exec(line)
    const isStart = at !== null || startsIssue.test(line)
    isInside = isStart || isSourceNext || (isInside && continuesIssue.test(line))
    isSourceNext = at !== null && at.groups?.says === undefined
    return isInside ? { text: line, isError: isStart && !startsWarning.test(line) } : undefined
  }
}
