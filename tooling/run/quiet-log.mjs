// What a person wants to see of a server's log while developing: what went wrong, and nothing else.
const warning = 40
const startsIssue = /^\s*(?:[⨯⚠✘]|\S*(?:error|warn(?:ing)?|fatal|failed)\b)/i
const continuesIssue = /^(?:\s+\S|\s*$)/

const fromJson = (line) => {
  try {
    const entry = JSON.parse(line)
    return typeof entry === 'object' && entry !== null && 'level' in entry ? entry : undefined
  } catch {
    return undefined
  }
}

/** A filter with a memory: answers the text to show for a line, or undefined. Lines indented under an issue belong to it. */
export const issuesOnly = () => {
  let isInside = false
  return (line) => {
    const entry = line.startsWith('{') ? fromJson(line) : undefined
    if (entry) {
      isInside = false
      if (entry.level < warning) return undefined
      return [entry.msg, entry.err?.message, entry.err?.stack].filter(Boolean).join('\n')
    }
    isInside = startsIssue.test(line) || (isInside && continuesIssue.test(line))
    return isInside ? line : undefined
  }
}
