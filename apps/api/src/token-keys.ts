import { randomBytes, randomUUID } from 'node:crypto'
import { link, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SigningKey } from '@pantheon/auth'
import { z } from 'zod'

const TokenKeys = z.array(z.object({ kid: z.string().min(1), secret: z.string().min(32) })).min(1)

/**
 * The keys that sign tokens: those of TOKEN_KEYS, else the data folder's own, created at the first start. The file appears
 * atomically: of two processes that start at the same moment one creates it and both read it.
 */
export const readTokenKeys = async (given: readonly SigningKey[], dataDir: string): Promise<readonly SigningKey[]> => {
  if (given.length > 0) return given
  const file = join(dataDir, 'token-keys.json')
  const read = async (): Promise<readonly SigningKey[]> => TokenKeys.parse(JSON.parse(await readFile(file, 'utf8')))
  const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
  return read().catch(async (error: unknown) => {
    if (!isMissing(error)) throw error
    const made: SigningKey[] = [{ kid: randomBytes(4).toString('hex'), secret: randomBytes(32).toString('base64url') }]
    const draft = `${file}.${randomUUID()}`
    await writeFile(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    await link(draft, file).catch(() => undefined) // another process was first
    await unlink(draft)
    return read()
  })
}
