import type { AuditCheckpoint } from '@pantheon/contract'

const isText = (value: unknown): value is string => typeof value === 'string'

/** Reads the checkpoint of a kept file: a checkpoint on its own, or the last line of an export. Undefined when there is none. */
export const readCheckpoint = (text: string): AuditCheckpoint | undefined => {
  const last = text.trim().split('\n').at(-1) ?? ''
  for (const candidate of [text, last]) {
    const value = parsed(candidate)
    if (value === undefined) continue
    const { organizationId, seq, hash, at, kid, signature } = value
    if (isText(organizationId) && Number.isInteger(seq) && isText(hash) && isText(at) && isText(kid) && isText(signature)) {
      return { organizationId, seq: Number(seq), hash, at, kid, signature }
    }
  }
  return undefined
}

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? { ...value } : undefined
  } catch {
    return undefined
  }
}
