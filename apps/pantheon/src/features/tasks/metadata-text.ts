import { CreateTask, type Task } from '@pantheon/contract'
import { z } from 'zod'

type Metadata = Task['metadata']

/** Parses `12`, `true`, `null` and `"in quotes"` as JSON; any other text is a string. */
const readValue = (text: string): Metadata[string] => {
  try {
    const value: unknown = JSON.parse(text)
    return value === null || ['string', 'number', 'boolean'].includes(typeof value) ? (value as Metadata[string]) : text
  } catch {
    return text
  }
}
const writeValue = (value: Metadata[string]): string => {
  const isPlain = typeof value === 'string' && value === value.trim() && !value.includes('\n') && readValue(value) === value
  return isPlain ? value : JSON.stringify(value)
}

/** Formats a task's metadata as lines of `name: value`. */
export const metadataText = (metadata: Metadata): string =>
  Object.entries(metadata)
    .map(([name, value]) => `${name}: ${writeValue(value)}`)
    .join('\n')

/** Parses such lines. A line without a name, and a duplicate name, are rejected. */
export const MetadataText = z
  .string()
  .transform((text, context): Metadata => {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    const entries = lines.map((line) => [line.slice(0, Math.max(line.indexOf(':'), 0)).trim(), readValue(line.slice(line.indexOf(':') + 1).trim())] as const)
    const names = new Set(entries.map(([name]) => name))
    if (names.has('') || names.size < entries.length) context.addIssue({ code: 'custom', message: 'One name and value on each line' })
    return Object.fromEntries(entries)
  })
  .pipe(CreateTask.shape.metadata.unwrap())
