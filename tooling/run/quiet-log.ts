/** pino's numbers for `warn` and `error`. */
const warning = 40
const failure = 50
const startsWarning = /^\s*(?:⚠|\S*warn(?:ing)?\b)/i
const startsIssue = /^\s*(?:[⨯⚠✘]|\S*(?:error|warn(?:ing)?|fatal|failed)\b)/i
/** Where a file cannot be read or run: `/app/x.ts:3:10: ERROR: …` of the compiler, `/app/x.ts:3` of Node, which shows that line next. */
const place = /^(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])\S*:\d+(?::\d+)?(?<says>:)?(?:\s|$)/
const continuesIssue = /^(?:\s+\S|\s*$)/

/** What is shown of a line. `isError`: it begins to say why something failed, so it is neither a warning nor a further line. */
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

/** An error as Node prints one; the server's log has the message beside the stack, not in it. */
const inWords = ({ name = 'Error', message, code, table, constraint, stack = '', cause }: LoggedError): string => {
  // The server logs no message of a database that quotes a value, but what it is about.
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
 * What a person wants to see of a server's log while developing: what went wrong, and nothing else. Answers, for each line in
 * turn, what to show or undefined; lines indented under an issue belong to it.
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
