/** pino's number for `warn`. */
const warning = 40
const startsIssue = /^\s*(?:[⨯⚠✘]|\S*(?:error|warn(?:ing)?|fatal|failed)\b)/i
const continuesIssue = /^(?:\s+\S|\s*$)/

interface Entry {
  readonly level: number
  readonly msg?: string
  readonly err?: { readonly message?: string; readonly stack?: string }
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
 * turn, the text to show or undefined; lines indented under an issue belong to it.
 */
export const issuesOnly = () => {
  let isInside = false
  return (line: string): string | undefined => {
    const entry = entryOf(line)
    if (entry) {
      isInside = false
      if (entry.level < warning) return
      return [entry.msg, entry.err?.stack ?? entry.err?.message].filter(Boolean).join('\n')
    }
    isInside = startsIssue.test(line) || (isInside && continuesIssue.test(line))
    return isInside ? line : undefined
  }
}
